package dev.agentguard.rules.prose;

import java.util.Set;

/** Passes "by an agent", who is meant anyway. */
record AgentReader(ClauseState state) implements PhraseReader {

    private static final Set<String> BEFORE = Set.of("an", "the", "a", "any", "ai", "coding", "automated");
    private static final Set<String> AGENTS =
            Set.of("agent", "agents", "you", "assistant", "assistants", "ai", "claude", "yourself");

    @Override
    public boolean read() {
        Cursor words = state.words;
        if (!words.word().equals("by")) {
            return false;
        }
        int noun = words.at() + 1;
        while (BEFORE.contains(words.word(noun))) {
            noun++;
        }
        boolean agent = AGENTS.contains(words.word(noun));
        if (agent) {
            words.moveTo(noun + 1);
        }
        return agent;
    }
}
