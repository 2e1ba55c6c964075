package dev.agentguard.rules.prose;

/** Reads words in capitals that are statements by themselves: "FLUSHALL", "no UPDATE or DELETE". */
record CapitalWordReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        Cursor words = state.words;
        if (PlainSql.at(words.tokens(), words.at()) != null) {
            return false;
        }
        Condition meant = CapitalWords.at(words.tokens(), words.at());
        if (meant == null) {
            return false;
        }
        if (state.clause.onlyRuns() || state.clause.things.isEmpty()) {
            state.clause.clearVerbs();
        }
        state.found(meant);
        words.skip(1);
        if (words.word().startsWith("statement")
                || words.word().startsWith("quer")
                || words.word().startsWith("request")) {
            words.skip(1);
        }
        return true;
    }
}
