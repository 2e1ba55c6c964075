package dev.agentguard.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands in its file.
 *
 * @param request the request
 * @param parts the digests of what it is bound to, by name
 * @param hash the digest of the file's bytes
 */
record StoredRequest(ApprovalRequest request, Map<String, String> parts, String hash) {

    /** Returns what is wrong with it, or null if it is what Guard wrote under this id. */
    @Nullable
    String problem(String id, Instant now, Duration tolerance) throws ApprovalException {
        if (!request.id().equals(id)) {
            return "carries the id of another request";
        }
        if (!request.createdAt().isBefore(request.expiresAt())) {
            return "expires before it was made";
        }
        if (request.createdAt().isAfter(now.plus(tolerance))) {
            return "was made in the future: the clock was set back since";
        }
        if (!ApprovalSubject.digest(parts, request.targets(), request.confirm()).equals(request.digest())) {
            return "was changed after it was written: its digest does not match what it holds";
        }
        return null;
    }
}
