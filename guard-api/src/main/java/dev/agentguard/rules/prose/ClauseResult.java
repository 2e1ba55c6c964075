package dev.agentguard.rules.prose;

import java.util.List;

/**
 * What was recognised in a clause.
 *
 * @param founds the actions
 * @param snippets code that is meant as text
 * @param branches branches that were named
 * @param dropped words that stand beside what is understood, or narrow it
 * @param because why there is nothing
 */
record ClauseResult(
        List<Found> founds, List<String> snippets, List<String> branches, List<String> dropped, String because) {

    /** Whether words are not understood; else it is understood as something that is not enforced. */
    boolean isNotUnderstood() {
        return because.equals(Reasons.UNKNOWN_ACTION)
                || because.equals(Reasons.COMMAND_LINE)
                || because.startsWith(Reasons.CIRCUMSTANCE);
    }
}
