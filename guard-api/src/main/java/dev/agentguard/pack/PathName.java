package dev.agentguard.pack;

import dev.agentguard.effect.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One segment of a path and what the lexicon says of it. Immutable; what is expensive is found out when first asked. */
final class PathName {

    private final Lexicon lexicon;
    private final String text;
    private final boolean id;
    private @Nullable Said said;
    private @Nullable Asks asks;

    PathName(Lexicon lexicon, String text, boolean id) {
        this.lexicon = lexicon;
        this.text = text;
        this.id = id;
    }

    /**
     * What the words of a segment say.
     *
     * @param words its words
     * @param behind the words behind its last colon; all where it has none
     * @param first its first word, or empty
     * @param last its last word that matters, or empty
     * @param kind the kind that it tells, or null
     * @param known whether it is one word that the lexicon knows
     * @param means whether a word of it may be a verb
     * @param destroys whether it is nothing but a verb that destroys
     * @param beginsDestroying whether its first word destroys
     * @param commands whether, at the end of a path, it is named as if it destroyed
     */
    record Said(
            List<String> words,
            List<String> behind,
            String first,
            String last,
            @Nullable Kind kind,
            boolean known,
            boolean means,
            boolean destroys,
            boolean beginsDestroying,
            boolean commands) {

        static Said of(Lexicon lexicon, String text, boolean id) {
            List<String> words = Words.split(text);
            int colon = text.lastIndexOf(':');
            List<String> behind = colon < 0 ? words : Words.split(text.substring(colon + 1));
            List<String> core = lexicon.core(words);
            boolean means = mean(lexicon, words) || mean(lexicon, behind);
            return new Said(
                    words,
                    behind,
                    words.isEmpty() ? "" : words.get(0),
                    core.isEmpty() ? "" : core.get(core.size() - 1),
                    lexicon.kind(words),
                    words.size() == 1 && lexicon.knows(words.get(0)),
                    means,
                    means && lexicon.onlyDestroys(words),
                    means && !words.isEmpty() && lexicon.destroys(words.get(0)),
                    means
                            && begins(words, behind, id, lexicon::destroys)
                            && !begins(words, behind, id, word -> lexicon.in("predicates", word)));
        }

        /** Whether such a word begins or ends a name, or begins what stands behind its colon. */
        private static boolean begins(List<String> words, List<String> behind, boolean id, Predicate<String> verb) {
            boolean named =
                    !id && !words.isEmpty() && (verb.test(words.get(0)) || verb.test(words.get(words.size() - 1)));
            return named || (!behind.isEmpty() && verb.test(behind.get(0)));
        }

        private static boolean mean(Lexicon lexicon, List<String> words) {
            for (String word : words) {
                if (!lexicon.senses(word).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Whether it asks, so that nothing changes.
     *
     * @param asLast where it is the last name of a path
     * @param before where another one follows
     */
    record Asks(boolean asLast, boolean before) {}

    /** Returns what was found out of whether it asks, or null. */
    @Nullable
    Asks asks() {
        return asks;
    }

    void keep(Asks found) {
        asks = found; // two threads may do so at once: what they find is the same
    }

    String text() {
        return text;
    }

    /** Whether it is the name of one thing among many rather than of a kind of things. */
    boolean id() {
        return id;
    }

    boolean plural() {
        return text.endsWith("s");
    }

    List<String> words() {
        return said().words;
    }

    Said said() {
        Said known = said;
        if (known == null) {
            known = Said.of(lexicon, text, id);
            said = known; // two threads may do so at once: what they find is the same
        }
        return known;
    }

    /** Whether it stands in front of what a path is about, as {@code /api/v1} does. */
    boolean prefix() {
        boolean number = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
        return number || version(text) || lexicon.in("roots", text.toLowerCase(Locale.ROOT));
    }

    boolean isVersion() {
        return version(text);
    }

    /** Numbers, UUIDs and other generated names: more digits than a name has, or long hexadecimal. */
    static boolean isId(String segment) {
        int digits = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            digits += c < 128 ? (c >= '0' && c <= '9' ? 1 : 0) : Character.isDigit(c) ? 1 : 0;
        }
        boolean generated = digits > 0 && digits * 4 >= segment.length() && !version(segment);
        return generated || digits >= 5;
    }

    private static boolean version(String segment) {
        return segment.length() > 1
                && segment.length() <= 3
                && Character.isDigit(segment.charAt(1))
                && (segment.charAt(0) == 'v' || segment.charAt(0) == 'V');
    }

    @Override
    public String toString() {
        return text;
    }
}
