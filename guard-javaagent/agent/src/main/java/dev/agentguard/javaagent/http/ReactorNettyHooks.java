package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import java.lang.reflect.Method;
import java.util.Objects;

/**
 * Tells Reactor Netty why its channel was closed. It does not look at what became of the last part of a request, nor of
 * one without a body, and would speak of a connection that was closed too early. Threadsafe.
 */
final class ReactorNettyHooks {

    private static final ClassValue<Class<?>> OPERATIONS = superclass("reactor.netty.channel.ChannelOperations");

    private final NettyHooks netty;

    ReactorNettyHooks(NettyHooks netty) {
        this.netty = netty;
    }

    private static ClassValue<Class<?>> superclass(String name) {
        return new ClassValue<>() {
            @Override
            protected Class<?> computeValue(Class<?> type) {
                Class<?> found = type;
                while (!found.getName().equals(name)) {
                    found = Objects.requireNonNull(found.getSuperclass(), name);
                }
                return found;
            }
        };
    }

    /** Returns whether it was told, so that nothing else is to be said. */
    boolean closed(Object operations) {
        try {
            return tell(operations);
        } catch (ReflectiveOperationException | RuntimeException e) {
            GuardBridge.failed("reactor.closed", e);
            return false;
        }
    }

    private boolean tell(Object operations) throws ReflectiveOperationException {
        Class<?> type = OPERATIONS.get(operations.getClass());
        Object channel = type.getMethod("channel").invoke(operations);
        RefusedException refused = netty.refusal(channel);
        if (refused == null) {
            return false;
        }
        Method listener = type.getDeclaredMethod("listener");
        listener.setAccessible(true);
        Class<?> connection = Class.forName("reactor.netty.Connection", false, type.getClassLoader());
        Class.forName("reactor.netty.ConnectionObserver", false, type.getClassLoader())
                .getMethod("onUncaughtException", connection, Throwable.class)
                .invoke(listener.invoke(operations), operations, refused);
        return true;
    }
}
