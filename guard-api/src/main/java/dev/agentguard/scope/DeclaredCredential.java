package dev.agentguard.scope;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential that a human handed to the agent.
 *
 * @param name its name in messages
 * @param fingerprints of its secrets and of its public ids, as in {@link Credential}; several while it is rotated
 * @param users the logins it is known by where no secret shows, as {@link LoginPattern} reads them
 * @param references where its secret is kept, for messages
 * @param purpose what it was issued for, in words
 * @param operations the operations it may be used for, names with {@code *}; empty means any
 * @param environments the environments it may be used in; empty means any
 * @param expires when it may no longer be used, or null
 */
public record DeclaredCredential(
        String name,
        List<String> fingerprints,
        List<String> users,
        List<String> references,
        String purpose,
        List<String> operations,
        List<String> environments,
        @Nullable Instant expires) {

    /** Copies the lists. */
    public DeclaredCredential {
        fingerprints = List.copyOf(fingerprints);
        users = List.copyOf(users);
        references = List.copyOf(references);
        operations = List.copyOf(operations);
        environments = List.copyOf(environments);
    }

    /**
     * Creates one of a single secret.
     *
     * @param name its name in messages
     * @param fingerprint of its secret
     * @param purpose what it was issued for, in words
     * @param operations the operations it may be used for; empty means any
     * @param environments the environments it may be used in; empty means any
     * @param expires when it may no longer be used, or null
     */
    public DeclaredCredential(
            String name,
            String fingerprint,
            String purpose,
            List<String> operations,
            List<String> environments,
            @Nullable Instant expires) {
        this(name, List.of(fingerprint), List.of(), List.of(), purpose, operations, environments, expires);
    }

    /** Returns the same with the earlier of two ends. */
    DeclaredCredential until(@Nullable Instant end) {
        if (end == null || (expires != null && !expires.isAfter(end))) {
            return this;
        }
        return new DeclaredCredential(name, fingerprints, users, references, purpose, operations, environments, end);
    }
}
