package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads "inside the site directory": the folder of that name. */
record FolderReader(ClauseState state) implements PhraseReader {

    private static final Set<String> IN = Set.of("in", "inside", "under", "within", "from", "of");
    private static final Set<String> ARTICLES = Set.of("the", "our", "your", "my", "a", "any");
    private static final Set<String> FOLDERS = Set.of("directory", "folder", "dir", "directories", "folders");
    private static final Set<String> NO_NAMES = Set.of(
            "root",
            "home",
            "current",
            "working",
            "parent",
            "project",
            "same",
            "other",
            "source",
            "top-level",
            "system",
            "generated",
            "this",
            "that",
            "each",
            "every",
            "specific",
            "certain",
            "new",
            "wrong");

    @Override
    public boolean read() {
        Cursor words = state.words;
        int name = words.at() + 1;
        while (ARTICLES.contains(words.word(name))) {
            name++;
        }
        if (!IN.contains(words.word()) || !isNamed(name)) {
            return false;
        }
        if (!state.clause.things.isEmpty() && !state.clause.namesFiles()) {
            return false;
        }
        state.clause.locate(words.word(name) + "/");
        words.moveTo(name + 2);
        return true;
    }

    private boolean isNamed(int name) {
        String word = state.words.word(name);
        return name + 1 < state.words.size()
                && state.words.isWord(name)
                && FOLDERS.contains(state.words.word(name + 1))
                && !ClauseWords.isSilent(word)
                && !Vocabulary.NEUTRAL.contains(word)
                && !NO_NAMES.contains(word)
                && Verb.of(word) == null;
    }
}
