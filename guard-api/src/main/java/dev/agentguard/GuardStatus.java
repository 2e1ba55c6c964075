package dev.agentguard;

import dev.agentguard.config.Mode;
import java.util.List;

/**
 * How a guard is set up and whether it can do its work. Holds no secrets.
 *
 * @param mode what happens with decisions
 * @param configuration what the configuration was read from, in words
 * @param trusted whether a human named or pinned it; one that was merely found only tightens
 * @param rules how many rules are enforced
 * @param advice how many sentences of rule files are advice only
 * @param pendingApprovals how many requests wait for a human; -1 if the store cannot be read
 * @param problems what keeps it from working, in words; empty if nothing does
 * @param warnings what of the configuration was ignored and why
 * @param unseenTools the tools that models were seen to be given and whose calls nothing in this JVM tells of, such as
 *     {@code web_search_20250305 at api.anthropic.com}
 */
public record GuardStatus(
        Mode mode,
        String configuration,
        boolean trusted,
        int rules,
        int advice,
        int pendingApprovals,
        List<String> problems,
        List<String> warnings,
        List<String> unseenTools) {

    /** Copies the lists. */
    public GuardStatus {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        unseenTools = List.copyOf(unseenTools);
    }
}
