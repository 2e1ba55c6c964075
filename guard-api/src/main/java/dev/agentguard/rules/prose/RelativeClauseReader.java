package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.List;
import java.util.Set;

/** Reads "that …": "files that others work on" cannot be told from other files; "commands that delete data" can. */
record RelativeClauseReader(ClauseState state) implements PhraseReader {

    private static final Set<String> PRONOUNS = Set.of("that", "which", "who", "whose");
    private static final Set<String> HAS = Set.of(
            "match",
            "matches",
            "matching",
            "contain",
            "contains",
            "hold",
            "holds",
            "end",
            "ends",
            "start",
            "starts",
            "include",
            "includes",
            "live",
            "lives");
    private static final int SHOWN = 4;

    @Override
    public boolean read() {
        Cursor words = state.words;
        if (!PRONOUNS.contains(words.word())) {
            return false;
        }
        if (tells()) {
            words.skip(1);
            return true;
        }
        Condition text = state.clause.things.equals(List.of(Thing.MIGRATION))
                ? MigrationText.of(state.clause.verbs, words.rest(words.at() + 1))
                : null;
        if (text != null) {
            state.clause = new Clause();
            state.found(text);
            words.skipAll();
        } else if (ClauseWords.AMBIGUOUS.contains(Nouns.singular(words.previous()))) {
            state.findings.refuse(Reasons.UNKNOWN_ACTION);
        } else {
            state.findings.addUnknown(words.text(words.at(), SHOWN));
            words.skipAll();
        }
        return true;
    }

    /** Whether a clause starts there that says which of several is meant. */
    static boolean starts(Cursor words, int at) {
        return words.word(at).equals("that") || words.word(at).equals("which");
    }

    /** Whether the clause says what is done, so that it is read on. */
    private boolean tells() {
        return state.clause.things.isEmpty()
                || state.tool != null
                || state.clause.onlyRuns()
                || HAS.contains(Verb.lemma(state.words.ahead(1)));
    }
}
