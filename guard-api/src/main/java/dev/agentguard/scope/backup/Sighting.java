package dev.agentguard.scope.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a check saw of a backup.
 *
 * @param there whether it is there
 * @param madeAt when it was made, or null if this check cannot say
 * @param size its size in bytes, or -1 if this check cannot say
 * @param words what was seen, for people, without secrets
 */
public record Sighting(boolean there, @Nullable Instant madeAt, long size, String words) {

    /**
     * Returns that it is not there.
     *
     * @param words what was seen instead
     * @return the sighting
     */
    public static Sighting absent(String words) {
        return new Sighting(false, null, -1, words);
    }
}
