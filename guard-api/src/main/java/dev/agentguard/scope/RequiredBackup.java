package dev.agentguard.scope;

import java.time.Duration;

/**
 * What a developer required of an effect, and what was found.
 *
 * @param within the age from which on a backup does not count
 * @param found whether one is there that counts, and what that rests on
 */
public record RequiredBackup(Duration within, Recoverability found) {

    /**
     * Returns whether the requirement holds.
     *
     * @return true only if a backup that counts was seen
     */
    public boolean isMet() {
        return found.verdict() == Recoverability.Verdict.SURVIVES;
    }
}
