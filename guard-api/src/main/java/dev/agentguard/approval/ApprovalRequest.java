package dev.agentguard.approval;

import java.time.Instant;
import java.util.List;

/**
 * A request that waits for a human, or did.
 *
 * @param id its id: ten characters, unguessable, never reused
 * @param digest the digest of what it is bound to, {@code sha256:} and lower-case hex
 * @param session the session that asked first
 * @param createdAt when it was asked
 * @param expiresAt from when on it can neither be answered nor used
 * @param confirm the text that the human must type exactly
 * @param targets what the action would do to what
 * @param lines what else the human is shown; invisible characters are already visible
 * @param reasons why a human decides
 */
public record ApprovalRequest(
        String id,
        String digest,
        String session,
        Instant createdAt,
        Instant expiresAt,
        String confirm,
        List<ApprovalTarget> targets,
        List<String> lines,
        List<String> reasons) {

    /** Copies the lists. */
    public ApprovalRequest {
        targets = List.copyOf(targets);
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
    }
}
