package dev.agentguard.rules.prose;

/** Reads "echo, print or log a token": a log among other ways to show it. */
record LogReader(ClauseState state) implements PhraseReader {

    @Override
    public boolean read() {
        Cursor words = state.words;
        String word = words.word();
        boolean first = word.equals("log")
                && words.isAtStart()
                && ClauseWords.LINKS.contains(words.ahead(1))
                && Verb.of(words.ahead(2)) != null
                && Verb.of(words.ahead(2)) != Verb.SHOW;
        boolean further = (word.equals("log") || word.equals("logging"))
                && state.clause.verbs.contains(Verb.SHOW)
                && state.clause.things.isEmpty()
                && words.isLinked();
        if (first) {
            state.start(Verb.SHOW, "log");
        }
        if (first || further) {
            words.skip(1);
        }
        return first || further;
    }
}
