package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads "scale … to zero". */
record ScaleToNothingReader(ClauseState state) implements PhraseReader {

    private static final Set<String> NOTHING = Set.of("zero", "0", "none");

    @Override
    public boolean read() {
        Cursor words = state.words;
        boolean nothing = words.word().equals("to")
                && state.clause.verbs.contains(Verb.SCALE)
                && NOTHING.contains(words.ahead(1));
        if (nothing) {
            state.clause.toNothing = true;
            words.skip(2);
        }
        return nothing;
    }
}
