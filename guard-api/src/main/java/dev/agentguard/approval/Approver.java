package dev.agentguard.approval;

import dev.agentguard.effect.Glob;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A human who may approve. Of the key only the public half is known here, so whoever runs where this is read can check
 * answers and make none.
 *
 * @param name who it is, as it stands in the record
 * @param key the public half of the key that this approver's answers are signed with: Ed25519 (RFC 8032), or that of the
 *     passkey
 * @param passkey the passkey, or null if the key is a file's
 * @param operations the operations this approver may approve, such as {@code railway:*}; empty means all
 */
public record Approver(String name, PublicKey key, @Nullable Passkey passkey, List<Glob> operations) {

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

    /**
     * Makes an approver whose key lies in a file.
     *
     * @param name as above
     * @param key as above
     * @param operations as above
     */
    public Approver(String name, PublicKey key, List<Glob> operations) {
        this(name, key, null, operations);
    }

    /**
     * Makes an approver who uses a passkey.
     *
     * @param name as above
     * @param passkey the passkey
     * @param operations as above
     */
    public Approver(String name, Passkey passkey, List<Glob> operations) {
        this(name, passkey.key(), passkey, operations);
    }

    /** Returns whether this approver signed something. */
    boolean signed(byte[] bytes, String signature) {
        if (passkey == null) {
            return Ed25519.isSignedBy(key, bytes, signature);
        }
        try {
            return passkey.answers(PasskeyAssertion.parse(signature), PasskeyAssertion.sha256(bytes));
        } catch (IllegalArgumentException e) {
            return false; // what cannot be read is no signature
        }
    }

    boolean mayApprove(ApprovalTarget target) {
        return operations.isEmpty() || operations.stream().anyMatch(pattern -> pattern.matches(target.operation()));
    }
}
