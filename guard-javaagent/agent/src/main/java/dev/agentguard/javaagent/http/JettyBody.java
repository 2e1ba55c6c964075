package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request of Jetty's client. Its content is read before the request is sent, up to the limit and without
 * waiting on a thread: an application may write it on the very thread that sends. In the content's place stands one of ours
 * that gives what was read, as often as the application's own would, and then the rest. Safe for use by several threads.
 */
abstract class JettyBody implements InvocationHandler {

    /** What is done once a body is taken. */
    interface Action {
        @Nullable
        Object run() throws Exception;
    }

    private enum Phase {
        READING,
        AWAITED,
        TAKEN
    }

    private static final String CLIENT = "org.eclipse.jetty.client.";

    private final Object own;
    private final Object replacement;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.READING);
    private final AtomicInteger passes = new AtomicInteger();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private JudgedBody known = JudgedBody.notInspected("the body was not read");
    private byte[] held = new byte[0];
    private long length = -1;
    private boolean reading = true;
    private boolean late;
    private boolean ended;
    private @Nullable Runnable next;
    private @Nullable Action last;

    /**
     * Creates it.
     *
     * @param own the application's content
     * @param faces the interfaces that Jetty knows it by
     */
    JettyBody(Object own, Class<?>... faces) {
        this.own = own;
        replacement = Proxy.newProxyInstance(faces[0].getClassLoader(), faces, this);
    }

    /** Returns what stands behind a content; null if that is the application's own. */
    static @Nullable JettyBody of(Object content) {
        return Proxy.isProxyClass(content.getClass()) && Proxy.getInvocationHandler(content) instanceof JettyBody body
                ? body
                : null;
    }

    /** Creates it for a request of an exchange. */
    static JettyBody of(Object exchange, Object content) throws Exception {
        Class<?> type = exchange.getClass();
        if (type.getName().startsWith(CLIENT + "transport.")) {
            return new JettySource(content, Members.type(type, CLIENT + "Request$Content"));
        }
        return JettyMessages.hasBody(JettyMessages.request(exchange))
                ? new JettySubscription(content, Members.type(type, CLIENT + "api.Request$Content"))
                : JettyProvider.of(content, type);
    }

    /** Returns what the request is to have as its content. */
    final Object replacement() {
        return replacement;
    }

    final Object own() {
        return own;
    }

    /**
     * Reads it.
     *
     * @param whenTaken what to run when that was done on another thread, or later
     * @return whether it was done here and now
     */
    final boolean isTaken(Runnable whenTaken) throws Exception {
        next = whenTaken;
        length = (Long) Members.get(own, "getLength");
        more();
        return !phase.compareAndSet(Phase.READING, Phase.AWAITED);
    }

    /** What else to run once it is taken; at once if it is. */
    final void whenTaken(Action action) throws Exception {
        synchronized (this) {
            last = action;
        }
        if (phase.get() == Phase.TAKEN) {
            action.run();
        }
    }

    /** Gives up waiting for the rest. */
    final void isLate() {
        synchronized (this) {
            late = true;
        }
        more();
    }

    /** Prepares to read, before anything else. */
    abstract void begin() throws Exception;

    /** Reads what there is, as long as {@link #wantsMore}. */
    abstract void readOn() throws Exception;

    /** Reads on, unless a thread does so already, which then does it once more. Never calls itself. */
    final void more() {
        if (passes.getAndIncrement() > 0) {
            return;
        }
        do {
            try {
                if (wantsMore()) {
                    readOn();
                }
            } catch (Exception e) {
                // The application's own fault: the client meets it too, if the request is sent at all.
                done(JudgedBody.notInspected("the body cannot be read"));
            }
        } while (passes.decrementAndGet() > 0);
    }

    /** Returns whether to read on; ends the reading if that is through. */
    final boolean wantsMore() {
        JudgedBody whole;
        synchronized (this) {
            if (!reading) {
                return false;
            }
            if (read.size() > BodyLimit.BYTES) {
                whole = JudgedBody.notInspected(BodyLimit.exceeded());
            } else if (ended) {
                whole = JudgedBody.of(read.toByteArray());
            } else if (late) {
                whole = JudgedBody.notInspected("the body was not complete after " + BodyLimit.WAIT_MILLIS + " ms");
            } else {
                return true;
            }
        }
        done(whole);
        return false;
    }

    final synchronized boolean isReading() {
        return reading;
    }

    /** Takes a piece, whose buffer stays as it is; false if the reading has ended. */
    final synchronized boolean took(ByteBuffer piece, boolean isLast) {
        if (reading) {
            byte[] bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            read.writeBytes(bytes);
            ended = isLast;
        }
        return reading;
    }

    /** Ends the reading, once. */
    final void done(JudgedBody body) {
        Action also;
        synchronized (this) {
            if (!reading) {
                return;
            }
            reading = false;
            known = body;
            held = read.toByteArray();
            read.reset();
            also = last;
        }
        if (phase.getAndSet(Phase.TAKEN) != Phase.AWAITED) {
            return;
        }
        if (also != null) {
            try {
                also.run();
            } catch (Exception e) {
                GuardBridge.failed("jetty.body", e);
            }
        }
        Objects.requireNonNull(next).run();
    }

    final synchronized JudgedBody known() {
        return known;
    }

    /** Returns what was read. */
    final synchronized ByteBuffer held() {
        return ByteBuffer.wrap(held);
    }

    /** Returns whether what was read is all. */
    final synchronized boolean isWhole() {
        return ended;
    }

    /** Forgets what was read of a content that begins anew and was longer than that. */
    final synchronized void forget() {
        held = new byte[0];
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
            throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            // as it was before it was read: of some contents what is left of them
            case "getLength" -> length;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> answer(method, arguments);
        };
    }

    /** Answers for the replacement. */
    abstract @Nullable Object answer(Method method, @Nullable Object[] arguments) throws Throwable;

    /** Makes something of Jetty's that is called back. */
    static Object callback(Class<?> face, InvocationHandler called) {
        return Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "guard " + Arrays.asList(face.getSimpleName());
                };
            }
            return called.invoke(proxy, method, arguments);
        });
    }
}
