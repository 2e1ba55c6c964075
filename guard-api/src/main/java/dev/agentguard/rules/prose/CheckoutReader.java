package dev.agentguard.rules.prose;

/** Reads "switch to main". */
record CheckoutReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        return state.words.word().equals("to")
                && state.clause.verbs.contains(Verb.CHECKOUT)
                && new GitRefs(state).readNames("to", state.words.at() + 1);
    }
}
