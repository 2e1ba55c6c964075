package dev.agentguard.rules.prose;

/** Reads "recursively delete". */
record RecursionReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        String word = state.words.word();
        boolean recursive = word.equals("recursively") || word.equals("recursive");
        if (recursive) {
            state.clause.recursive = true;
            state.words.skip(1);
        }
        return recursive;
    }
}
