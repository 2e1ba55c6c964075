package dev.agentguard.pack;

import dev.agentguard.effect.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits names into words, at changes of case and at every character that is no letter. */
final class Words {

    private static final int LONGEST = 2_000;

    private static final Kept<List<String>> KEPT = new Kept<>(name -> List.copyOf(split(name)));

    private Words() {}

    /**
     * Returns the words of a name in lower case: {@code volumeDelete}, {@code delete-volume}, {@code _delete_by_query},
     * {@code DNSRecordDelete} and {@code chat.delete} all hold the word {@code delete}. Digits end a word.
     */
    static List<String> of(String name) {
        return KEPT.of(name);
    }

    /** Returns the same without keeping it, for who keeps what follows from it. */
    static List<String> split(String written) {
        String name = LookAlikes.folded(written.length() > LONGEST ? written.substring(0, LONGEST) : written);
        List<String> words = new ArrayList<>();
        int start = -1;
        int end = Math.min(name.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (!Character.isLetter(c)) {
                start = close(words, name, start, i);
            } else if (start < 0) {
                start = i;
            } else if (startsWord(name, i, end)) {
                start = close(words, name, start, i);
                start = i;
            }
        }
        close(words, name, start, end);
        return words;
    }

    private static boolean startsWord(String name, int i, int end) {
        boolean upper = Character.isUpperCase(name.charAt(i));
        boolean afterUpper = Character.isUpperCase(name.charAt(i - 1));
        boolean beforeLower = i + 1 < end && Character.isLowerCase(name.charAt(i + 1));
        return upper && (!afterUpper || beforeLower);
    }

    private static int close(List<String> words, String name, int start, int end) {
        if (start >= 0) {
            words.add(name.substring(start, end).toLowerCase(Locale.ROOT));
        }
        return -1;
    }
}
