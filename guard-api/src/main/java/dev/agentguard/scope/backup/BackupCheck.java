package dev.agentguard.scope.backup;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/** Looks at one backup, without changing anything. Safe for use by many threads. */
public interface BackupCheck {

    /**
     * Looks whether it is there.
     *
     * @param means what it may use
     * @param deadline the moment after which nobody waits for the answer
     * @return what was seen
     * @throws CallFailedException if it could not be found out whether it is there
     */
    Sighting look(Means means, Deadline deadline) throws CallFailedException;

    /**
     * Returns what is looked at, as a part of where the backup lies.
     *
     * @return the failure domain, or null if only the backup's declared ones are known
     */
    default @Nullable Domain domain() {
        return null;
    }
}
