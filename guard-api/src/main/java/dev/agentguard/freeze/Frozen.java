package dev.agentguard.freeze;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an action is frozen, as a decision takes it.
 *
 * @param scope what is frozen
 * @param id the id of the freeze; empty if nobody knows what is frozen
 * @param by who froze it
 * @param reason why
 * @param at when
 * @param until when it ends by itself, or null if a human has to end it
 * @param reads whether reads are refused too
 * @param unknown why nobody knows what is frozen, or null; then {@code by} and {@code reason} are empty
 */
public record Frozen(
        FreezeScope scope,
        String id,
        String by,
        String reason,
        Instant at,
        @Nullable Instant until,
        boolean reads,
        @Nullable String unknown) {

    static Frozen unknown(String because) {
        return new Frozen(FreezeScope.ALL, "", "", "", Instant.EPOCH, null, false, because);
    }

    Frozen butReads() {
        return new Frozen(scope, id, by, reason, at, until, false, unknown);
    }

    /**
     * Returns it in words.
     *
     * @return who froze what, when, why and until when
     */
    public String text() {
        return unknown != null
                ? "nobody knows what is frozen, so everything but reads is: " + unknown
                : scope + " was frozen by `" + by + "` at " + at + (until == null ? "" : ", until " + until)
                        + (reason.isEmpty() ? "" : ": " + reason);
    }
}
