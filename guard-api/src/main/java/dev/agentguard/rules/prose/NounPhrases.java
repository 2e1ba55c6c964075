package dev.agentguard.rules.prose;

import java.util.Set;

/** Tells what a noun is in its phrase: the head, or what only says of which kind another one is. */
record NounPhrases(ClauseState state) {

    static final Set<String> PARTICLES = Set.of("away", "over", "across", "around", "toward", "towards", "apart");

    private static final Set<String> BEHIND = Set.of(
            "that",
            "which",
            "who",
            "whose",
            "not",
            "no",
            "outside",
            "globally",
            "recursively",
            "ever",
            "older",
            "larger",
            "bigger",
            "newer",
            "unless",
            "so",
            "only",
            "never",
            "always",
            "today",
            "online",
            "offline",
            "alone",
            "name",
            "number",
            "they",
            "he",
            "she",
            "there");

    /** A noun counts only at the end of its compound, "table headers" are not tables; refuses what is of code. */
    boolean isOfCode(int after) {
        boolean code = state.words.isWord(after) && ClauseWords.isOfCode(state.words.word(after));
        if (code) {
            state.findings.refuse(Reasons.CODE);
        }
        return code;
    }

    /** Whether another noun follows, so that the one before only says of which kind: "account associations". */
    boolean isModifier(int after) {
        Cursor words = state.words;
        if (!words.isWord(after) || !words.token(after).before().equals(" ")) {
            return false;
        }
        String word = words.word(after);
        return !Vocabulary.FOLLOWERS.contains(word)
                && !ClauseWords.PREPOSITIONS.contains(word)
                && !ClauseWords.isSilent(word)
                && !ClauseWords.isPlace(word)
                && !word.endsWith("ly")
                && !word.endsWith("ed")
                && !word.endsWith("ing")
                && !word.startsWith("-")
                && Verb.of(word) == null
                && Verb.nominal(word) == null
                && Thing.at(words.tokens(), after) == null
                && !BEHIND.contains(word)
                && PlainCommand.at(words.tokens(), after, state.examples) == null
                && Tools.of(word) == null;
    }

    /** "production" in front of a noun. */
    boolean isEnvironment(int i) {
        Cursor words = state.words;
        return ClauseWords.isEnvironment(words.word(i))
                && (Thing.at(words.tokens(), i + 1) != null
                        || (words.isWord(i + 1)
                                && !ClauseWords.LINKS.contains(words.word(i + 1))
                                && !ClauseWords.PREPOSITIONS.contains(words.word(i + 1))
                                && !ClauseWords.isSilent(words.word(i + 1))));
    }
}
