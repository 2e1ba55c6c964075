package dev.agentguard.approval;

import dev.agentguard.effect.Glob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a human allowed ahead of time: so many actions of one kind on one resource in one environment, until a moment. It
 * answers what would be asked; what is denied stays denied.
 *
 * @param id its id: ten characters, unguessable
 * @param operation the operation, such as {@code railway:volumeDelete}, or a pattern of it
 * @param resource the resource as it is shown, such as {@code railway:volume v1}
 * @param environment the environment in which it is proven to lie
 * @param count how many actions
 * @param at when it was given
 * @param until from when on it holds no more
 * @param by who gave it
 * @param signature the signature of all above by the approver's key, in Base64, or null if it is not signed
 */
public record Grant(
        String id,
        Glob operation,
        String resource,
        String environment,
        int count,
        Instant at,
        Instant until,
        String by,
        @Nullable String signature) {

    /**
     * Returns what it allows, in words.
     *
     * @return one line
     */
    public String text() {
        return id + "  " + count + " × `" + operation.pattern() + "` on `" + resource + "` in `" + environment
                + "` until " + until + ", by `" + by + "`";
    }
}
