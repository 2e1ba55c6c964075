package dev.agentguard.rules.prose;

/** Reads "change its visibility or delete it": what was spoken of before. */
record PronounReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        String word = state.words.word();
        boolean refers = (word.equals("it") || word.equals("them"))
                && !state.earlier().isEmpty()
                && !state.clause.hasObjects()
                && !state.clause.onlyRuns();
        if (refers) {
            state.earlier().forEach(state.clause::add);
            state.words.skip(1);
        }
        return refers;
    }
}
