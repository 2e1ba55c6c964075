package dev.agentguard.bridge;

import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A request or the start of a process that Guard refused or holds for a human; no byte of it was sent, and nothing was
 * started.
 *
 * <p>It is an {@link InterruptedIOException} because that is the one type which the retry loops of the JDK's, Apache's
 * and Square's HTTP clients do not retry.
 */
public final class RefusedException extends InterruptedIOException {

    private static final long serialVersionUID = 1L;

    private static final String NO_TEXT = "guard refused this request";

    /**
     * Creates the exception. Public and with this parameter, because {@code HttpURLConnection} copies an exception by
     * such a constructor.
     *
     * @param message what was refused, by which rule, and what to do instead
     */
    public RefusedException(@Nullable String message) {
        super(unmistakable(message));
    }

    /** Some clients take an exception without a message, or with one of these texts, for a lost connection to retry. */
    private static String unmistakable(@Nullable String message) {
        return message == null || message.isBlank()
                ? NO_TEXT
                : message.replace("Broken pipe", "broken  pipe")
                        .replace("Connection reset by peer", "connection  reset by peer");
    }
}
