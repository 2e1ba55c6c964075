package dev.agentguard.scope;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a copy of what is destroyed would survive: one class for each family of things and of copies.
 * Implementations are safe for use by many threads, keep to a time limit, never throw, change nothing, and say
 * {@link Recoverability.Verdict#UNKNOWN} with the reason whenever anything was left unread.
 */
public interface CopyFinder extends AutoCloseable {

    /**
     * Returns whether this finder has anything to say. No I/O.
     *
     * @param loss what is destroyed
     * @return true if it is to be asked
     */
    boolean responsibleFor(Loss loss);

    /**
     * Looks for copies.
     *
     * @param loss a loss it is responsible for
     * @param fresh whether what was found out a moment ago must not be used
     * @return whether any would survive, and what that rests on
     */
    Recoverability find(Loss loss, boolean fresh);

    /**
     * Looks for backups that are young enough.
     *
     * @param loss what may be lost
     * @param within the age from which on a backup does not count
     * @param fresh whether what was found out a moment ago must not be used
     * @return whether there is one, and what that rests on; null if this finder knows no backups of it
     */
    default @Nullable Recoverability findBackup(Loss loss, Duration within, boolean fresh) {
        return null;
    }

    @Override
    void close();
}
