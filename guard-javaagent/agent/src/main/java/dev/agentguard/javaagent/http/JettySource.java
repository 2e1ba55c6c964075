package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request of Jetty 12: a source that is asked for chunks, and asked to tell when there are more. */
final class JettySource extends JettyBody {

    private boolean demanded;
    private boolean given;
    private @Nullable Runnable waiting;
    private @Nullable Object broken;
    private @Nullable Object failed;

    JettySource(Object own, Class<?> face) {
        super(own, face);
    }

    @Override
    void begin() {}

    @Override
    void readOn() throws Exception {
        while (wantsMore()) {
            Object chunk = Members.call(own(), "read");
            if (chunk == null) {
                demand();
                return;
            }
            if (Members.call(chunk, "getFailure") != null) {
                synchronized (this) {
                    broken = chunk;
                }
                done(JudgedBody.notInspected("the body's source failed"));
                return;
            }
            took((ByteBuffer) Members.get(chunk, "getByteBuffer"), Members.is(chunk, "isLast"));
            Members.call(chunk, "release");
        }
    }

    private void demand() throws Exception {
        synchronized (this) {
            if (demanded) {
                return;
            }
            demanded = true;
        }
        Runnable callback = this::isThere;
        Members.call(own(), "demand", callback);
    }

    private void isThere() {
        Runnable client;
        synchronized (this) {
            demanded = false;
            client = waiting;
            waiting = null;
        }
        if (client != null) {
            client.run();
        } else if (isReading()) {
            more();
        }
    }

    @Override
    @Nullable
    Object answer(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "read" -> {
                Object chunk = next(method.getReturnType());
                yield chunk == null ? Members.call(own(), "read") : chunk;
            }
            case "demand" -> {
                demanded((Runnable) Objects.requireNonNull(arguments[0]));
                yield null;
            }
            case "fail" -> {
                if (arguments.length == 1 || Boolean.TRUE.equals(arguments[1])) {
                    fail(Members.type(method.getDeclaringClass(), "org.eclipse.jetty.io.Content$Chunk"), arguments[0]);
                }
                yield Members.invoke(method, own(), arguments);
            }
            case "rewind" -> rewound(Boolean.TRUE.equals(Members.invoke(method, own(), arguments)));
            default -> Members.invoke(method, own(), arguments);
        };
    }

    private void fail(Class<?> chunk, @Nullable Object cause) throws Exception {
        Object failure = Members.getStatic(chunk, "from", new Class<?>[] {Throwable.class}, cause);
        synchronized (this) {
            failed = failure;
        }
    }

    /** Returns what comes before the rest of the source, or null if that is next. */
    private @Nullable Object next(Class<?> chunk) throws Exception {
        ByteBuffer first;
        boolean last = isWhole();
        synchronized (this) {
            if (failed != null) {
                return failed;
            }
            first = given ? ByteBuffer.allocate(0) : held();
            if (!first.hasRemaining() && !last) {
                Object failure = broken;
                broken = null;
                given = true;
                return failure;
            }
            given = true;
        }
        return Members.getStatic(chunk, "from", new Class<?>[] {ByteBuffer.class, boolean.class}, first, last);
    }

    private void demanded(Runnable client) throws Exception {
        boolean now;
        synchronized (this) {
            now = failed != null || broken != null || isWhole() || (!given && held().hasRemaining());
            if (!now && demanded) {
                waiting = client;
                return;
            }
        }
        if (now) {
            client.run();
        } else {
            Members.call(own(), "demand", client);
        }
    }

    private boolean rewound(boolean again) {
        if (again) {
            synchronized (this) {
                given = false;
                broken = null;
            }
            if (!isWhole()) {
                forget();
            }
        }
        return again;
    }
}
