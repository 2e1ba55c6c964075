package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads "an instance larger than `t3.large`": how large cannot be seen. */
record ComparisonReader(ClauseState state) implements PhraseReader {

    private static final Set<String> COMPARATIVES =
            Set.of("larger", "bigger", "smaller", "greater", "longer", "older", "newer");

    @Override
    public boolean read() {
        Cursor words = state.words;
        if (!COMPARATIVES.contains(words.word()) || !words.ahead(1).equals("than")) {
            return false;
        }
        state.findings.addUnknown(words.word() + " than");
        words.moveTo(Math.min(words.size(), words.at() + 3));
        return true;
    }
}
