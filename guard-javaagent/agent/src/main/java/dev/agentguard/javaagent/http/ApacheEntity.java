package dev.agentguard.javaagent.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an {@code HttpEntity}: says of itself what that says, its length and whether it can be repeated above
 * all, with other content.
 */
final class ApacheEntity implements InvocationHandler {

    /** Content as it is read. */
    interface Content {
        InputStream open() throws Exception;
    }

    private final Object own;
    private final PushedBody.Writer writer;
    private final @Nullable Content content;

    private ApacheEntity(Object own, PushedBody.Writer writer, @Nullable Content content) {
        this.own = own;
        this.writer = writer;
        this.content = content;
    }

    /** Returns an entity with these bytes. */
    static Object of(Object own, Class<?> type, byte[] bytes) {
        return proxy(type, new ApacheEntity(own, out -> out.write(bytes), () -> new ByteArrayInputStream(bytes)));
    }

    /** Returns an entity that can be written once. */
    static Object written(Object own, Class<?> type, PushedBody.Writer writer) {
        return proxy(type, new ApacheEntity(own, writer, null));
    }

    /** Returns an entity that is read from a stream. */
    static Object read(Object own, Class<?> type, InputStream stream) {
        PushedBody.Writer writer = out -> {
            try (stream) {
                stream.transferTo(out);
            }
        };
        return proxy(type, new ApacheEntity(own, writer, () -> stream));
    }

    private static Object proxy(Class<?> type, ApacheEntity handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object first = arguments == null ? null : arguments[0];
        return switch (method.getName()) {
            case "writeTo" -> {
                if (first instanceof OutputStream out) {
                    writer.writeTo(out);
                }
                yield null;
            }
            case "getContent" -> {
                if (content == null) {
                    throw new UnsupportedOperationException("this content is written only");
                }
                yield content.open();
            }
            case "equals" -> proxy == first;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> Members.invoke(method, own, arguments == null ? new Object[0] : arguments);
        };
    }
}
