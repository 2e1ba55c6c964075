package dev.agentguard.approval;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands in its file.
 *
 * @param request the request
 * @param intact whether its digest is that of what it holds
 * @param hash the digest of the file's bytes
 */
record StoredRequest(ApprovalRequest request, boolean intact, String hash) {

    /** Returns what is wrong with it, or null if it is what Guard wrote under this id. */
    @Nullable
    String problem(String id, Instant now, Duration tolerance) {
        if (!request.id().equals(id)) {
            return "carries the id of another request";
        }
        if (!request.createdAt().isBefore(request.expiresAt())) {
            return "expires before it was made";
        }
        if (request.createdAt().isAfter(now.plus(tolerance))) {
            return "was made in the future: the clock was set back since";
        }
        if (!intact) {
            return "was changed after it was written: its digest does not match what it holds";
        }
        return null;
    }
}
