package dev.agentguard.scope.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Returns the directories of this machine in which it lies.
     *
     * @return the directories, as far as they are named
     */
    public List<Path> directories() {
        return Stream.concat(domains.stream(), checks.stream().map(BackupCheck::domain))
                .filter(domain -> domain != null && domain.type().equals(Domain.FILE))
                .map(domain -> Path.of(domain.name()))
                .toList();
    }
}
