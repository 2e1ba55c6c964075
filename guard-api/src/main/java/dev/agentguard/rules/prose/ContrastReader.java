package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads "delete branches, not tags": what stands behind is not meant. */
record ContrastReader(ClauseState state) implements PhraseReader {

    private static final Set<String> AUXILIARIES = Set.of("do", "did", "have", "are", "is");

    @Override
    public boolean read() {
        Cursor words = state.words;
        boolean contrasts = words.word().equals("not") && (!state.clause.things.isEmpty() || state.findings.hasNew());
        if (!contrasts) {
            return false;
        }
        if (!words.isAtStart() && words.isWord(words.at() - 1) && AUXILIARIES.contains(words.previous())) {
            state.findings.addUnknown(words.previous() + " not");
        }
        words.skipAll();
        return true;
    }
}
