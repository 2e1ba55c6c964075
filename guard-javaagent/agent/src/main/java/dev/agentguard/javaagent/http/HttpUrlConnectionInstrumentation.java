package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code HttpURLConnection} of the JDK, {@code https} included, the same private methods on JDK 17 to 25. Every request,
 * redirects and authenticated repetitions included, is written by {@code writeRequests}; a streamed body is held back
 * before that, see {@link UrlConnectionHooks}.
 */
public final class HttpUrlConnectionInstrumentation implements TypeInstrumentation {

    private static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";

    private final UrlConnectionHooks hooks = new UrlConnectionHooks();

    @Override
    public List<Point> points() {
        return List.of(
                new Point(CONNECTION, "writeRequests", "()V", Write.class),
                new Point(CONNECTION, "getOutputStream0", "()Ljava/io/OutputStream;", Body.class),
                new Point(CONNECTION, "getInputStream0", "()Ljava/io/InputStream;", Read.class));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "`HttpURLConnection`", "JDK 17, 25", "`RefusedException`, thrown where the request would be written"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("url-connection.write", arguments -> {
                    hooks.write((HttpURLConnection) arguments[0], arguments[1], arguments[2], arguments[3]);
                    return null;
                }),
                new Hook("url-connection.written", arguments -> {
                    hooks.written((HttpURLConnection) arguments[0]);
                    return null;
                }),
                new Hook("url-connection.body", arguments -> hooks.body((HttpURLConnection) arguments[0], arguments)),
                new Hook(
                        "url-connection.stream",
                        arguments -> hooks.stream((HttpURLConnection) arguments[0], arguments[1])),
                new Hook(
                        "url-connection.read",
                        arguments -> hooks.read((HttpURLConnection) arguments[0], arguments[1], arguments[2])));
    }

    /** Inlined into the method that writes the head and a held body. */
    @SuppressWarnings("NullAway") // Runs inside the JDK's code, where nothing is declared.
    static final class Write {
        private Write() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object connection,
                @Advice.FieldValue("method") String method,
                @Advice.FieldValue(value = "requests", typing = Assigner.Typing.DYNAMIC) Object headers,
                @Advice.FieldValue(value = "poster", typing = Assigner.Typing.DYNAMIC) Object held)
                throws RefusedException {
            if (!GuardBridge.bypassed()) {
                GuardBridge.on("url-connection.write", connection, method, headers, held);
            }
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.This Object connection) {
            if (!GuardBridge.bypassed()) {
                GuardBridge.after("url-connection.written", connection);
            }
        }
    }

    /** Inlined into the method that opens the body. */
    @SuppressWarnings("NullAway") // Runs inside the JDK's code, where nothing is declared.
    static final class Body {
        private Body() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object connection,
                @Advice.FieldValue(value = "chunkLength", readOnly = false) int chunk,
                @Advice.FieldValue(value = "fixedContentLength", readOnly = false) int fixed,
                @Advice.FieldValue(value = "fixedContentLengthLong", readOnly = false) long fixedLong,
                @Advice.FieldValue(value = "poster", readOnly = false, typing = Assigner.Typing.DYNAMIC) Object held)
                throws RefusedException {
            if (GuardBridge.bypassed()) {
                return null;
            }
            Object streamed = GuardBridge.on("url-connection.body", connection, chunk, fixed, fixedLong);
            if (streamed instanceof Integer length) {
                // A body that grew over the limit: from here on it is streamed as the application wanted.
                chunk = length;
                held = null;
                return null;
            }
            if (streamed != null) {
                chunk = -1;
                fixed = -1;
                fixedLong = -1;
            }
            return streamed;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object connection,
                @Advice.Enter Object streamed,
                @Advice.Return(readOnly = false) OutputStream stream)
                throws RefusedException {
            if (streamed != null) {
                stream = (OutputStream) GuardBridge.on("url-connection.stream", connection, stream);
            }
        }
    }

    /** Inlined into the method that sends what was not sent and reads the response. */
    @SuppressWarnings("NullAway") // Runs inside the JDK's code, where nothing is declared.
    static final class Read {
        private Read() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.This Object connection,
                @Advice.Return(readOnly = false) InputStream stream,
                @Advice.Thrown Throwable thrown)
                throws RefusedException {
            if (!GuardBridge.bypassed()) {
                stream = (InputStream) GuardBridge.on("url-connection.read", connection, stream, thrown);
            }
        }
    }
}
