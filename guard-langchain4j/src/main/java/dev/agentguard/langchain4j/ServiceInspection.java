package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks by reflection for the context behind a built service or a builder. */
final class ServiceInspection {

    /** A handler, the builder it is an inner class of, and what agents put around them. */
    private static final int MOST_OBJECTS = 64;

    private ServiceInspection() {}

    /**
     * Returns the context of a builder.
     *
     * @param builder the builder
     * @return its context, or null if it cannot be read
     */
    static @Nullable AiServiceContext contextOf(AiServices<?> builder) {
        try {
            Field field = AiServices.class.getDeclaredField("context");
            field.setAccessible(true);
            return (AiServiceContext) field.get(builder);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Returns the context of a service.
     *
     * @param service what the builder built
     * @return its context, or null if none is found
     */
    static @Nullable AiServiceContext contextOf(Object service) {
        if (!Proxy.isProxyClass(service.getClass())) {
            return null;
        }
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(Proxy.getInvocationHandler(service));
        while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
            Object object = open.remove();
            if (object instanceof AiServiceContext context) {
                return context;
            }
            if (seen.add(object)) {
                addFields(object, open);
            }
        }
        return null;
    }

    private static void addFields(Object object, Deque<Object> open) {
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = value(field, object);
                if (value != null && isOnTheWay(value)) {
                    open.add(Proxy.isProxyClass(value.getClass()) ? Proxy.getInvocationHandler(value) : value);
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static boolean isOnTheWay(Object value) {
        return value instanceof AiServiceContext
                || value instanceof AiServices<?>
                || value instanceof InvocationHandler
                || Proxy.isProxyClass(value.getClass());
    }
}
