package dev.agentguard.scope;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential that a human handed to the agent.
 *
 * @param name its name in messages
 * @param fingerprint as in {@link Credential}
 * @param purpose what it was issued for, in words
 * @param operations the operations it may be used for, names with {@code *}; empty means any
 * @param environments the environments it may be used in; empty means any
 * @param expires when it may no longer be used, or null
 */
public record DeclaredCredential(
        String name,
        String fingerprint,
        String purpose,
        List<String> operations,
        List<String> environments,
        @Nullable Instant expires) {

    /** Copies the lists. */
    public DeclaredCredential {
        operations = List.copyOf(operations);
        environments = List.copyOf(environments);
    }
}
