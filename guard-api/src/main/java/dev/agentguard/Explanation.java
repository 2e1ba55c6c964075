package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Guard would say to an action, and why; nothing was run, used up or recorded for it.
 *
 * @param action the action
 * @param facts what it does and what was found out
 * @param decision what would be decided
 */
public record Explanation(Action action, Facts facts, Decision decision) {

    /**
     * Returns the explanation as text for a person, without secrets.
     *
     * @return one line each
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("action   " + ActionText.action(action));
        lines.add("effects");
        ActionText.lines(facts).forEach(line -> lines.add("  " + line));
        lines.add("decision " + decision.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        for (Reason reason : decision.reasons()) {
            lines.add("  " + reason.rule() + ": " + reason.text());
            if (!reason.evidence().isEmpty()) {
                lines.add("    evidence: " + reason.evidence());
            }
            if (reason.instead() != null) {
                lines.add("    instead: " + reason.instead());
            }
        }
        return lines;
    }
}
