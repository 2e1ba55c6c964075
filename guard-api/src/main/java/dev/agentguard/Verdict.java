package dev.agentguard;

import dev.agentguard.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What Guard says to one action, after decision and approval.
 *
 * @param id the record's id of this action
 * @param proceeds whether the action may run now
 * @param decision the decision behind it
 * @param approvalId the id of the approval request that holds it or that it used up, or null
 * @param message if it may not run: what was refused or is held, by which rule, and what to do instead, for a model or
 *     an exception; empty if it proceeds
 */
public record Verdict(
        String id,
        boolean proceeds,
        Decision decision,
        @Nullable String approvalId,
        String message) {}
