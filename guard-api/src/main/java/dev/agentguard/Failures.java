package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds when Guard itself fails: safe HTTP methods, and statements and commands that only read, go on, everything else is held; said once, clearly. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    /** RFC 9110 section 9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AtomicBoolean said = new AtomicBoolean();
    private final Function<Action, List<Effect>> reader;

    Failures(Function<Action, List<Effect>> reader) {
        this.reader = reader;
    }

    Verdict verdict(Action action, Throwable failure) {
        report("an action could not be judged", failure);
        boolean read = onlyReads(action);
        Reason reason = new Reason(
                "guard.failed", "Guard itself failed (" + failure.getClass().getSimpleName() + ")", "", null);
        return read
                ? new Verdict("", true, new Decision.Allow(List.of(reason)), null, "")
                : new Verdict("", false, new Decision.Deny(List.of(reason)), null, RefusalText.failed(reason.text()));
    }

    /** Whether an action surely changes nothing, looked at anew since it is not known what failed. */
    private boolean onlyReads(Action action) {
        if (action instanceof HttpCall call) {
            return SAFE.contains(call.method().toUpperCase(Locale.ROOT));
        }
        if (!(action instanceof SqlCall || action instanceof StoreCommand)) {
            return false;
        }
        try {
            return reader.apply(action).stream().allMatch(effect -> effect.reversibility() == Reversibility.READ_ONLY);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return false;
        }
    }

    /** The first failure is loud, the others are not. */
    void report(String what, Throwable failure) {
        if (said.compareAndSet(false, true)) {
            // the exception's own message may quote what was judged, so its class and place must do
            StackTraceElement[] trace = failure.getStackTrace();
            LOG.error(
                    "Guard failed: {}: {} at {}; reads go on, everything else is held; further failures are logged at"
                            + " debug",
                    what,
                    failure.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        } else {
            LOG.debug("Guard failed again: {}: {}", what, failure.getClass().getName());
        }
    }
}
