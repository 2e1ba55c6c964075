package dev.agentguard.scope.backup;

import java.time.Duration;
import java.util.List;

/**
 * A backup that a human declared.
 *
 * @param name its name
 * @param of what it is a copy of
 * @param domains where it lies, the failure domains that it shares; one or more
 * @param maximalAge the age from which on it no longer counts
 * @param minimalSize the size in bytes below which it does not count
 * @param timeLimit the time for all its checks together
 * @param checks how to see that it is there; all of them must, and one or more say how old it is
 */
public record DeclaredBackup(
        String name,
        Coverage of,
        List<Domain> domains,
        Duration maximalAge,
        long minimalSize,
        Duration timeLimit,
        List<BackupCheck> checks) {

    /** Copies the lists. */
    public DeclaredBackup {
        domains = List.copyOf(domains);
        checks = List.copyOf(checks);
    }
}
