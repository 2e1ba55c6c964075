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

    void report(String what, String tool, Throwable failure) {
        if (reported.compareAndSet(false, true)) {
            log.error(
                    "{} `{}`: {}; further failures of this service are logged at debug", what, tool, describe(failure));
        } else {
            log.debug("{} `{}`: {}", what, tool, describe(failure));
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
