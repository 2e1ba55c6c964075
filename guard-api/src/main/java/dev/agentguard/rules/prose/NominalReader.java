package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.Set;

/** Reads nouns behind an object that say what is done to it: "volume deletion", "database writes". */
record NominalReader(ClauseState state) implements PhraseReader {

    private static final Set<String> OPERATIONS =
            Set.of("operations", "operation", "actions", "manipulation", "activity");
    /** Verbs too, and nouns behind an object all the same. */
    private static final Set<String> NOUNS =
            Set.of("change", "write", "rewrite", "restart", "push", "update", "access");

    @Override
    public boolean read() {
        Cursor words = state.words;
        boolean adjacent = !words.isAtStart() && !state.clause.things.isEmpty() && !words.isLinked();
        if (!adjacent || !state.clause.onlyRuns()) {
            return false;
        }
        String word = words.word();
        Verb noun = Verb.nominal(word);
        Verb verb = noun == null && OPERATIONS.contains(word) ? Verb.RUN : noun;
        if (verb == null || (Verb.of(word) != null && word.equals(Verb.lemma(word)) && !isNoun(word))) {
            return false;
        }
        state.clause.replaceVerbs(verb, Verb.lemma(Nouns.singular(word)));
        state.clause.closed = true;
        words.skip(1);
        return true;
    }

    private static boolean isNoun(String word) {
        return word.endsWith("tion") || word.endsWith("al") || NOUNS.contains(word);
    }
}
