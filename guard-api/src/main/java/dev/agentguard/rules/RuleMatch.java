package dev.agentguard.rules;

import org.jspecify.annotations.Nullable;

/**
 * A rule that speaks to an effect.
 *
 * @param id the rule's id
 * @param source file and line, for example {@code AGENTS.md:12}
 * @param verdict what it demands
 * @param text the rule's own words, shortened
 * @param instead what to do instead, or null if the rule says nothing
 */
public record RuleMatch(
        String id,
        String source,
        Verdict verdict,
        String text,
        @Nullable String instead) {

    /**
     * Returns whether this is a sentence of a prose file. Such a sentence has no name but its place.
     *
     * @return true if the rule was written for agents to read, not for Guard
     */
    public boolean isProse() {
        return !source.isEmpty() && id.startsWith(source);
    }

    /**
     * Returns whether this is no rule of a file, but one that always holds.
     *
     * @return true if nobody wrote it and nobody can switch it off
     */
    public boolean isBuiltIn() {
        return source.isEmpty();
    }

    /** What a rule demands. Rules only tighten. */
    public enum Verdict {
        /** A human decides. */
        ASK,
        /** Refused. */
        DENY
    }
}
