package dev.agentguard.langchain4j;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports failures of Guard itself: the first loudly, the others at debug. Threadsafe. */
final class GuardFailures {

    private static final Logger log = LoggerFactory.getLogger(GuardFailures.class);
    private static final int FRAMES = 8;

    private final AtomicBoolean reported = new AtomicBoolean();

    /** Reports a failure. Never throws: an error that escapes from a tool hangs a stream. */
    void report(String what, String tool, Throwable failure) {
        try {
            log(what, tool, describe(failure));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            reported.set(false);
        }
    }

    private void log(String what, String tool, String description) {
        if (reported.compareAndSet(false, true)) {
            log.error("{} `{}`: {}; further failures of this service are logged at debug", what, tool, description);
        } else {
            log.debug("{} `{}`: {}", what, tool, description);
        }
    }

    /** The message is left out: it may repeat an argument, and with it a secret. */
    private static String describe(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < ", failure.getClass().getName() + " at ", ""));
    }
}
