package dev.agentguard.approval;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A human's answer as it stands in its file.
 *
 * @param id the request's id
 * @param digest the digest that was approved
 * @param requestHash the digest of the request's file as the human was shown it
 * @param approved whether the answer is yes
 * @param approver who answered
 * @param reason why, if the answer is no
 * @param at when
 * @param signature the signature of all above by the approver's key, in Base64, or the
 *     assertion of a passkey, or null if it is not signed
 */
record StoredAnswer(
        String id,
        String digest,
        String requestHash,
        boolean approved,
        String approver,
        String reason,
        Instant at,
        @Nullable String signature) {

    /** Returns this answer signed by a key. */
    StoredAnswer signedBy(ApproverKey key) throws ApprovalException {
        return with(key.sign(signed()));
    }

    /** Returns this answer with a signature that somebody else gave. */
    StoredAnswer with(String given) {
        return new StoredAnswer(id, digest, requestHash, approved, approver, reason, at, given);
    }

    /** Returns what is signed. It says what it is, so that no signature given for something else passes for an answer. */
    byte[] signed() {
        try {
            return CanonicalJson.write(Map.of(
                            "signed", "dev.agentguard.approval/1",
                            "id", id,
                            "digest", digest,
                            "request", requestHash,
                            "approved", approved,
                            "approver", approver,
                            "reason", reason,
                            "at", at.toString()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (ApprovalException e) {
            throw new IllegalStateException("texts are JSON values", e);
        }
    }

    /** Returns what is wrong with it, or null if it answers this very request. */
    @Nullable
    String problem(StoredRequest stored, Instant now, Duration tolerance) {
        ApprovalRequest request = stored.request();
        if (!id.equals(request.id()) || !digest.equals(request.digest())) {
            return "the answer belongs to another request";
        }
        if (!requestHash.equals(stored.hash())) {
            return "the request was changed after it was answered";
        }
        if (at.isBefore(request.createdAt().minus(tolerance))
                || !at.isBefore(request.expiresAt())
                || at.isAfter(now.plus(tolerance))) {
            return "the answer was not given while the request was open";
        }
        return null;
    }
}
