package dev.agentguard.javaagent.http;

import java.io.Closeable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request of Jetty 9.4: buffers that are iterated over, null among them while there are no more yet. */
final class JettyProvider extends JettyBody {

    private static final String CLIENT = "org.eclipse.jetty.client.";
    private static final String ASYNC = CLIENT + "AsyncContentProvider";
    private static final String CALLBACK = "org.eclipse.jetty.util.Callback";

    private final Class<?> beside;
    private Iterator<?> source = List.of().iterator();
    private @Nullable Object listener;
    private boolean iterated;

    private JettyProvider(Object own, Class<?> beside, Class<?>[] faces) {
        super(own, faces);
        this.beside = beside;
    }

    /** Creates it with a class whose loader knows Jetty. */
    static JettyProvider of(Object own, Class<?> beside) throws ClassNotFoundException {
        return new JettyProvider(
                own,
                beside,
                faces(
                        own,
                        beside,
                        CLIENT + "api.ContentProvider",
                        CLIENT + "api.ContentProvider$Typed",
                        ASYNC,
                        CALLBACK,
                        Closeable.class.getName()));
    }

    /** Returns which of these types something is of. */
    private static Class<?>[] faces(Object one, Class<?> beside, String... names) throws ClassNotFoundException {
        List<Class<?>> faces = new ArrayList<>();
        for (String name : names) {
            Class<?> face = Members.type(beside, name);
            if (face.isInstance(one)) {
                faces.add(face);
            }
        }
        return faces.toArray(new Class<?>[0]);
    }

    @Override
    void begin() throws Exception {
        if (Members.type(beside, ASYNC).isInstance(own())) {
            Members.call(
                    own(),
                    "setListener",
                    callback(Members.type(beside, ASYNC + "$Listener"), (proxy, method, given) -> {
                        isThere();
                        return null;
                    }));
        }
        source = (Iterator<?>) Members.get(own(), "iterator");
    }

    private void isThere() throws Exception {
        Object client;
        synchronized (this) {
            client = listener;
        }
        if (isReading()) {
            more();
        }
        if (client != null) {
            Members.call(client, "onContent");
        }
    }

    @Override
    void readOn() throws Exception {
        Object lock = Members.has(source, "getLock") ? Members.get(source, "getLock") : source;
        boolean told = Members.type(beside, CALLBACK).isInstance(source);
        while (wantsMore()) {
            boolean last;
            Object piece = null;
            synchronized (lock) {
                last = !source.hasNext();
                if (!last) {
                    piece = source.next();
                }
            }
            if (last) {
                took(ByteBuffer.allocate(0), true);
            } else if (piece == null) {
                return;
            } else {
                took((ByteBuffer) piece, false);
                if (told) {
                    Members.call(source, "succeeded");
                }
            }
        }
    }

    @Override
    @Nullable
    Object answer(Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "setListener" -> {
                synchronized (this) {
                    listener = arguments[0];
                }
                yield null;
            }
            case "iterator" -> iterator();
            default -> Members.invoke(method, own(), arguments);
        };
    }

    private Object iterator() throws Exception {
        boolean first;
        synchronized (this) {
            first = !iterated;
            iterated = true;
        }
        if (!first && isWhole() && Members.is(own(), "isReproducible")) {
            return List.of(held()).iterator();
        }
        if (!first) {
            return Members.get(own(), "iterator");
        }
        List<Class<?>> faces = new ArrayList<>(
                List.of(faces(source, beside, CALLBACK, CLIENT + "Synchronizable", Closeable.class.getName())));
        faces.add(Iterator.class);
        return Proxy.newProxyInstance(beside.getClassLoader(), faces.toArray(new Class<?>[0]), new Reading());
    }

    /** Iterates over what was read, and then the rest. */
    private final class Reading implements InvocationHandler {
        private final ByteBuffer held = held();
        private boolean pending = held.hasRemaining();
        private boolean ours;

        private @Nullable Object next() {
            ours = pending;
            pending = false;
            return ours ? held : source.next();
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "hasNext" -> pending || (!isWhole() && source.hasNext());
                case "next" -> next();
                // the source was told when it was read
                case "succeeded" -> ours ? null : Members.invoke(method, source);
                case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> Members.invoke(method, source, arguments == null ? new Object[0] : arguments);
            };
        }
    }
}
