package dev.agentguard.freeze;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is frozen as far as a process knows, at one moment.
 *
 * @param freezes the freezes
 * @param glasses the broken glasses
 * @param problem why nobody knows what is frozen, or null
 * @param notes what is to be said beside, one sentence each
 */
record Standing(
        List<Held> freezes, List<Held> glasses, @Nullable String problem, List<String> notes) {

    Standing {
        freezes = List.copyOf(freezes);
        glasses = List.copyOf(glasses);
        notes = List.copyOf(notes);
    }

    /**
     * @param inTool whether it is a tool call, or sent by one
     * @param attributed whether the session is the one that acts for certain
     */
    @Nullable
    Frozen frozen(String session, boolean inTool, boolean attributed, LongSupplier clock) {
        if (problem == null && freezes.isEmpty()) {
            return null;
        }
        long nanos = clock.getAsLong();
        Frozen weak = problem == null ? null : Frozen.unknown(problem);
        for (Held held : freezes) {
            FreezeScope scope = held.entry().scope();
            if (!held.holds(nanos)) {
                continue;
            }
            boolean covers = scope.covers(session);
            if (covers && inTool) {
                return held.entry().frozen();
            }
            boolean perhaps = inTool ? !attributed || scope.mayBe(session) : scope.kind() == FreezeScope.Kind.AGENT;
            if (covers || perhaps) {
                weak = held.entry().frozen().butReads();
            }
        }
        return weak;
    }

    @Nullable
    Glass glass(String session, long nanos, Instant now) {
        for (Held held : glasses) {
            FreezeEntry entry = held.entry();
            Instant until = entry.until();
            if (until != null && entry.scope().name().equals(session) && held.holdsGlass(nanos, now)) {
                return new Glass(entry.id(), session, entry.by(), entry.reason(), entry.at(), until);
            }
        }
        return null;
    }
}
