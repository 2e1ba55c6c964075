package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.audit.AuditException;
import dev.agentguard.audit.AuditRecord;
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
        lines.add("action   " + ActionText.action(action, facts));
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

    /**
     * Returns the explanation as one JSON object in one line, with the fields of the record, without secrets.
     *
     * @return the JSON
     * @throws AuditException if it cannot be rendered
     */
    public String json() throws AuditException {
        boolean proceeds = decision instanceof Decision.Allow;
        return new AuditRecord.Decided("explain", "explain", action, facts, decision, proceeds, null, null, "explain")
                .json();
    }
}
