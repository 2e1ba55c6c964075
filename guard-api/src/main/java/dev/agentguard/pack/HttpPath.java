package dev.agentguard.pack;

import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request's path by its segments, those that are ids told from those that are names.
 *
 * @param segments the segments that are not empty
 */
record HttpPath(List<String> segments) {

    private static final int MOST = 200;

    HttpPath {
        segments = List.copyOf(segments);
    }

    static HttpPath of(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", MOST)) {
            String plain = segment.contains(";") ? segment.substring(0, segment.indexOf(';')) : segment;
            if (!plain.isBlank()) {
                segments.add(plain);
            }
        }
        return new HttpPath(segments);
    }

    /** Returns the path without what looks like a secret: hooks and bots have their tokens in it; null if it is empty. */
    static @Nullable String shown(String path) {
        if (path.isEmpty()) {
            return null;
        }
        StringBuilder shown = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            shown.append(shown.isEmpty() && segment.isEmpty() ? "" : "/")
                    .append(ShownValue.isSecret(segment) ? "***" : segment);
        }
        return shown.isEmpty() ? "/" : shown.toString();
    }

    /** Returns the words of the last two names, which tell the kind of thing. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        int names = 0;
        for (int i = segments.size() - 1; i >= 0 && names < 2; i--) {
            if (!id(segments.get(i))) {
                words.addAll(Words.of(segments.get(i)));
                names++;
            }
        }
        return words;
    }

    /** Returns what the verbs in the path mean, the worst of them, or null. */
    @Nullable
    Meaning meaning(Lexicon lexicon, NameReading names, String method) {
        List<String> beside = words();
        Meaning worst = null;
        boolean last = true;
        for (int i = segments.size() - 1; i >= 0; i--) {
            String segment = segments.get(i);
            int colon = segment.lastIndexOf(':');
            if (colon >= 0) {
                worst = Meaning.worse(worst, names.of(Words.of(segment.substring(colon + 1)), beside, method));
            }
            List<String> words = Words.of(segment);
            if ((last && !id(segment)) || lexicon.onlyDestroys(words)) {
                worst = Meaning.worse(worst, names.of(words, beside, method));
            }
            last &= id(segment);
        }
        return worst;
    }

    /** Returns whether the last segment, or the verb behind its colon, starts with such a word. */
    boolean lastStartsWith(Predicate<String> verb) {
        if (segments.isEmpty()) {
            return false;
        }
        String last = segments.get(segments.size() - 1);
        List<String> words = Words.of(last);
        List<String> behind = Words.of(last.substring(last.lastIndexOf(':') + 1));
        boolean named =
                !id(last) && !words.isEmpty() && (verb.test(words.get(0)) || verb.test(words.get(words.size() - 1)));
        return named || (!behind.isEmpty() && verb.test(behind.get(0)));
    }

    /** Numbers, UUIDs and other generated names: more digits than a name has, or long hexadecimal. */
    private static boolean id(String segment) {
        int digits = 0;
        for (int i = 0; i < segment.length(); i++) {
            digits += Character.isDigit(segment.charAt(i)) ? 1 : 0;
        }
        boolean generated = digits > 0 && digits * 4 >= segment.length() && !version(segment);
        return generated || digits >= 5;
    }

    private static boolean version(String segment) {
        return segment.length() <= 3 && (segment.charAt(0) == 'v' || segment.charAt(0) == 'V');
    }
}
