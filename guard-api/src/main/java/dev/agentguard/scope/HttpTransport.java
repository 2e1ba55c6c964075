package dev.agentguard.scope;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sends Guard's own requests. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends a request and reads the whole answer.
     *
     * @param request the request
     * @return the answer, whatever its status; redirects are not followed
     * @throws java.net.SocketTimeoutException if there was no complete answer in time
     * @throws IOException if it could not be sent, or the answer is longer than was asked for
     */
    Response send(Request request) throws IOException;

    /** A request. Never shows its header fields or its content. */
    final class Request {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers;
        private final byte[] body;
        private final Duration timeout;
        private final int maxResponseBytes;
        private final @Nullable SSLSocketFactory trust;

        /**
         * Creates a request.
         *
         * @param method the method
         * @param uri the address
         * @param headers the header fields
         * @param body the content; empty for none
         * @param timeout the time for connecting, sending and reading the whole answer
         * @param maxResponseBytes the longest answer that is read
         */
        public Request(
                String method,
                URI uri,
                Map<String, String> headers,
                byte[] body,
                Duration timeout,
                int maxResponseBytes) {
            this(method, uri, headers, body, timeout, maxResponseBytes, null);
        }

        private Request(
                String method,
                URI uri,
                Map<String, String> headers,
                byte[] body,
                Duration timeout,
                int maxResponseBytes,
                @Nullable SSLSocketFactory trust) {
            this.trust = trust;
            this.method = method;
            this.uri = uri;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
            this.timeout = timeout;
            this.maxResponseBytes = maxResponseBytes;
        }

        /**
         * Returns the same request to a server whose certificate is signed by others than the Java runtime trusts.
         *
         * @param sockets makes connections that trust them and no others
         * @return the request
         */
        public Request trusting(SSLSocketFactory sockets) {
            return new Request(method, uri, headers, body, timeout, maxResponseBytes, sockets);
        }

        /**
         * Returns what makes the connections of this request.
         *
         * @return the sockets, or null for the Java runtime's own
         */
        public @Nullable SSLSocketFactory trust() {
            return trust;
        }

        /**
         * Returns the method.
         *
         * @return the method
         */
        public String method() {
            return method;
        }

        /**
         * Returns the address.
         *
         * @return the address
         */
        public URI uri() {
            return uri;
        }

        /**
         * Returns the header fields.
         *
         * @return the header fields by name
         */
        public Map<String, String> headers() {
            return headers;
        }

        /**
         * Returns the content.
         *
         * @return a copy; empty if there is none
         */
        public byte[] body() {
            return body.clone();
        }

        /**
         * Returns the time for connecting, sending and reading the whole answer.
         *
         * @return the time
         */
        public Duration timeout() {
            return timeout;
        }

        /**
         * Returns the longest answer that is read.
         *
         * @return the length in bytes
         */
        public int maxResponseBytes() {
            return maxResponseBytes;
        }

        @Override
        public String toString() {
            return "Request[" + method + " to " + uri.getHost() + ", " + body.length + " bytes]";
        }
    }

    /** An answer. Never shows its header fields or its content. */
    final class Response {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        /**
         * Creates an answer.
         *
         * @param status the status code
         * @param body the content; empty for none
         */
        public Response(int status, byte[] body) {
            this(status, Map.of(), body);
        }

        /**
         * Creates an answer with header fields.
         *
         * @param status the status code
         * @param headers the header fields by name; of one that came several times, one of its values
         * @param body the content; empty for none
         */
        public Response(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            TreeMap<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            byName.putAll(headers);
            this.headers = Collections.unmodifiableMap(byName);
            this.body = Arrays.copyOf(body, body.length);
        }

        /**
         * Returns a header field.
         *
         * @param name its name in any case
         * @return its value, or null if the answer has none
         */
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        /**
         * Returns the status code.
         *
         * @return the status code
         */
        public int status() {
            return status;
        }

        /**
         * Returns the content.
         *
         * @return a copy; empty if there is none
         */
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String toString() {
            return "Response[" + status + ", " + body.length + " bytes]";
        }
    }
}
