package dev.agentguard.rules.prose;

/** Passes words that say nothing of what is done. */
record SilentWordReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        boolean silent = ClauseWords.isSilent(state.words.word());
        if (silent) {
            state.words.skip(1);
        }
        return silent;
    }
}
