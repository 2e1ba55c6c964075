package dev.agentguard.session;

import dev.agentguard.rules.Pattern;
import java.util.List;

/**
 * What a human set about how much may be done: a permit lets through what stays within it, a cap stops what does not.
 *
 * @param id its id, for example {@code small-refunds}
 * @param source file and line, for example {@code guard.yaml:12}
 * @param purpose what it is for
 * @param pattern what it speaks of
 * @param limits the limits, all of which hold
 * @param oncePerResource whether each resource counts once only
 * @param reason why; empty if nobody said
 */
public record Quota(
        String id,
        String source,
        Purpose purpose,
        Pattern pattern,
        List<Limit> limits,
        boolean oncePerResource,
        String reason) {

    /** What a quota is for. */
    public enum Purpose {
        /** Lets through what a human would be asked about. */
        PERMIT,
        /** Stops what is more. */
        CAP
    }

    /** Copies the limits. */
    public Quota {
        limits = List.copyOf(limits);
    }
}
