package dev.agentguard.effect;

import org.jspecify.annotations.Nullable;

/**
 * What an effect acts on.
 *
 * @param type the provider's type, for example {@code railway:volume}; {@code http:path} where only a path is known
 * @param id the id as written in the action, or null if the action names none (which means all, or that it could not
 *     be read)
 */
public record Resource(String type, @Nullable String id) {

    @Override
    public String toString() {
        return id == null ? type : type + " " + id;
    }
}
