package dev.agentguard.javaagent.http;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a request ended: only an answer that says so, or no connection, means that nothing was done. */
final class HttpOutcome {

    static final String SUCCEEDED = "SUCCEEDED";
    static final String FAILED = "FAILED";
    static final String UNKNOWN = "UNKNOWN";

    /** What {@code HttpURLConnection} throws in place of showing the status. */
    private static final String STATUS = "Server returned HTTP response code: ";

    private static final Set<Class<? extends Throwable>> NOT_CONNECTED = Set.of(
            ConnectException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            HttpConnectTimeoutException.class);

    private static final int DEEPEST = 10;

    private HttpOutcome() {}

    static String of(@Nullable Object response, @Nullable Throwable failure) {
        if (failure != null) {
            return of(failure);
        }
        return response instanceof HttpResponse<?> answer ? ofStatus(answer.statusCode()) : UNKNOWN;
    }

    private static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (NOT_CONNECTED.contains(cause.getClass())) {
                return FAILED;
            }
            cause = cause.getCause();
        }
        return UNKNOWN;
    }

    /** What {@code HttpURLConnection} throws in place of an answer tells its status: 404 and 410 by their class. */
    static String ofUrlConnection(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        boolean refused = failure instanceof FileNotFoundException || message.startsWith(STATUS + "4");
        return refused ? FAILED : of(failure);
    }

    /** A server that took too long to read a request (408, RFC 9110 section 15.5.9) has not done it either. */
    static String ofStatus(int status) {
        return status < 400 ? SUCCEEDED : status < 500 ? FAILED : UNKNOWN;
    }
}
