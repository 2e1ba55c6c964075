package dev.agentguard.approval;

import dev.agentguard.effect.Glob;
import java.security.PublicKey;
import java.util.List;

/**
 * A human who may approve. Of the key only the public half is known here, so whoever runs where this is read can check
 * answers and make none.
 *
 * @param name who it is, as it stands in the record
 * @param key the public half of the key that this approver's answers are signed with (Ed25519, RFC 8032)
 * @param operations the operations this approver may approve, such as {@code railway:*}; empty means all
 */
public record Approver(String name, PublicKey key, List<Glob> operations) {

    /** Copies the list. */
    public Approver {
        operations = List.copyOf(operations);
    }

    /**
     * Reads the public half of a key as {@code guard approver} prints it.
     *
     * @param text {@code ed25519:} and the key's SubjectPublicKeyInfo in Base64 (RFC 8410, section 4)
     * @return the key
     * @throws IllegalArgumentException if it is no such key, or this runtime has no Ed25519
     */
    public static PublicKey key(String text) {
        return Ed25519.publicKey(text);
    }

    boolean mayApprove(ApprovalTarget target) {
        return operations.isEmpty() || operations.stream().anyMatch(pattern -> pattern.matches(target.operation()));
    }
}
