package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.EOFException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request of Jetty 10 and 11: a content that gives a subscriber the next piece when that demands it. */
final class JettySubscription extends JettyBody {

    private final Class<?> face;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private @Nullable Object source;
    private @Nullable Object client;
    private @Nullable Throwable failure;
    private boolean demanded;
    private boolean wanted;
    private boolean subscribed;

    /** What came after the reading had ended and before the client wanted it. */
    private record Piece(ByteBuffer bytes, boolean last) {}

    JettySubscription(Object own, Class<?> face) {
        super(own, face);
        this.face = face;
    }

    @Override
    void begin() throws Exception {
        Object consumer = callback(Members.type(face, face.getName() + "$Consumer"), (proxy, method, arguments) -> {
            @Nullable Object[] given = Objects.requireNonNull(arguments);
            if (method.getName().equals("onContent")) {
                came(
                        (ByteBuffer) Objects.requireNonNull(given[0]),
                        Boolean.TRUE.equals(given[1]),
                        Objects.requireNonNull(given[2]));
            } else if (method.getName().equals("onFailure")) {
                failed((Throwable) Objects.requireNonNull(given[0]));
            }
            return null;
        });
        source = Members.get(own(), "subscribe", consumer, true);
    }

    @Override
    void readOn() throws Exception {
        synchronized (this) {
            if (demanded) {
                return;
            }
            demanded = true;
        }
        Members.call(Objects.requireNonNull(source), "demand");
    }

    private void came(ByteBuffer bytes, boolean last, Object callback) throws Exception {
        Object forwarded;
        synchronized (this) {
            demanded = false;
            forwarded = wanted ? client : null;
            wanted = false;
            if (forwarded == null && !took(bytes, last)) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                pieces.add(new Piece(ByteBuffer.wrap(copy), last));
            }
        }
        if (forwarded != null) {
            Members.call(forwarded, "onContent", bytes, last, callback);
        } else {
            Members.call(callback, "succeeded");
            more();
        }
    }

    private void failed(Throwable cause) throws Exception {
        Object told;
        synchronized (this) {
            demanded = false;
            told = wanted ? client : null;
            failure = cause;
        }
        done(JudgedBody.notInspected("the body's content failed"));
        if (told != null) {
            Members.call(told, "onFailure", cause);
        }
    }

    @Override
    @Nullable
    Object answer(Method method, @Nullable Object[] arguments) throws Throwable {
        if (!method.getName().equals("subscribe")) {
            return Members.invoke(method, own(), arguments);
        }
        boolean first;
        synchronized (this) {
            first = !subscribed;
            subscribed = true;
        }
        if (!first && (!isWhole() || !Members.is(own(), "isReproducible"))) {
            return Members.invoke(method, own(), arguments);
        }
        Object consumer = Objects.requireNonNull(arguments[0]);
        Reading reading = new Reading(consumer, Boolean.TRUE.equals(arguments[1]));
        return callback(method.getReturnType(), reading);
    }

    /** One subscription of the client. */
    private final class Reading implements InvocationHandler {
        private final Object consumer;
        private boolean held;
        private boolean given;

        /**
         * Creates it.
         *
         * @param first whether the first demand is for what is there, and not for an empty piece
         */
        Reading(Object consumer, boolean first) {
            this.consumer = consumer;
            held = !first;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("demand")) {
                demand();
            } else if (method.getName().equals("fail")) {
                synchronized (JettySubscription.this) {
                    failure = (Throwable) Objects.requireNonNull(arguments)[0];
                }
                Members.invoke(method, Objects.requireNonNull(source), arguments);
            }
            return null;
        }

        private void demand() throws Exception {
            if (held) {
                held = false;
                give(ByteBuffer.allocate(0), false);
            } else if (!given && failure == null) {
                given = true;
                give(held(), isWhole());
            } else if (isWhole()) {
                Throwable why = failure;
                Members.call(consumer, "onFailure", why == null ? new EOFException("no more content") : why);
            } else {
                rest();
            }
        }

        private void rest() throws Exception {
            Piece piece;
            Throwable why;
            boolean ask = false;
            synchronized (JettySubscription.this) {
                piece = pieces.poll();
                why = failure;
                if (piece == null && why == null) {
                    client = consumer;
                    wanted = true;
                    ask = !demanded;
                    demanded = true;
                }
            }
            if (piece != null) {
                give(piece.bytes(), piece.last());
            } else if (why != null) {
                Members.call(consumer, "onFailure", why);
            } else if (ask) {
                Members.call(Objects.requireNonNull(source), "demand");
            }
        }

        private void give(ByteBuffer bytes, boolean last) throws Exception {
            Class<?> callback = Members.type(face, "org.eclipse.jetty.util.Callback");
            Members.call(
                    consumer,
                    "onContent",
                    bytes,
                    last,
                    callback.getField("NOOP").get(null));
        }
    }
}
