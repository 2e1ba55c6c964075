package dev.agentguard.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found out around an effect, as far as rules may ask for it.
 *
 * @param time when it was found out
 * @param session the session
 * @param before what the session did before
 * @param origin {@code tool} for a tool call, {@code wire_in_tool} for what one sends, {@code wire} for anything else
 * @param rows how many rows it would touch, or null if that is not known
 * @param credential the declared name of the credential it is done with, or null if it carries none that is declared
 * @param found whether the model came upon that credential by itself
 * @param recovery {@code not_needed}, {@code survives}, {@code does_not_survive} or {@code unknown}
 * @param own whether this session made the resource itself
 * @param branch the branch that git has checked out where the action runs, or null if that is not known
 * @param pushed the branch that a push goes to which names none, or null if that is not known
 */
public record Circumstances(
        Instant time,
        String session,
        SessionCounts before,
        String origin,
        @Nullable Long rows,
        @Nullable String credential,
        boolean found,
        String recovery,
        boolean own,
        @Nullable String branch,
        @Nullable String pushed) {

    /**
     * Returns the same where git has a branch checked out.
     *
     * @param checkedOut the branch, or null if that is not known
     * @param pushedTo the branch that a push goes to which names none, or null if that is not known
     * @return the circumstances
     */
    public Circumstances onBranch(@Nullable String checkedOut, @Nullable String pushedTo) {
        return new Circumstances(
                time, session, before, origin, rows, credential, found, recovery, own, checkedOut, pushedTo);
    }

    /** Nothing was found out. */
    public static final Circumstances NONE = new Circumstances(
            Instant.EPOCH, "", SessionCounts.NONE, "tool", null, null, false, "unknown", false, null, null);
}
