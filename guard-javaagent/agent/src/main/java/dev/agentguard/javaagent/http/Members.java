package dev.agentguard.javaagent.http;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods of an application's objects by name. What was found is kept with the class it was found in, so that an
 * application that is unloaded takes it along. Safe for use by several threads.
 */
final class Members {

    private static final ClassValue<Map<String, Optional<Method>>> FOUND = new ClassValue<>() {
        @Override
        protected Map<String, Optional<Method>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Members() {}

    /**
     * Calls a method.
     *
     * @throws Exception what the method throws
     */
    static @Nullable Object call(Object target, String name, @Nullable Object... arguments) throws Exception {
        return invoke(method(target.getClass(), name, arguments.length), target, arguments);
    }

    /** Calls a method that never returns null. */
    static Object get(Object target, String name, @Nullable Object... arguments) throws Exception {
        return Objects.requireNonNull(call(target, name, arguments), name);
    }

    /** Calls a static method that has these parameters. */
    static Object getStatic(Class<?> type, String name, Class<?>[] parameters, @Nullable Object... arguments)
            throws Exception {
        return Objects.requireNonNull(invoke(type.getMethod(name, parameters), null, arguments), name);
    }

    /** Whether an object says yes; no if its class knows no such question in this version. */
    static boolean is(Object target, String name) throws Exception {
        Optional<Method> found = find(target.getClass(), name, 0);
        return found.isPresent() && Boolean.TRUE.equals(invoke(found.get(), target));
    }

    static boolean has(Object target, String name) {
        return find(target.getClass(), name, 0).isPresent();
    }

    /** Returns what a method without parameters returns, as text; empty for null. */
    static String text(Object target, String name) throws Exception {
        Object value = call(target, name);
        return value == null ? "" : value.toString();
    }

    /** Returns the value of a field of an object's class or of one above it; null if there is none such. */
    static @Nullable Object field(Object target, String name) throws IllegalAccessException {
        for (Class<?> one = target.getClass(); one != null; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(target);
                }
            }
        }
        return null;
    }

    /** Returns a type that a class's loader knows. */
    static Class<?> type(Class<?> beside, String name) throws ClassNotFoundException {
        return Class.forName(name, false, beside.getClassLoader());
    }

    /** Calls a method with what it throws as itself. */
    static @Nullable Object invoke(Method method, @Nullable Object target, @Nullable Object... arguments)
            throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception own) {
                throw own;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static Method method(Class<?> type, String name, int parameters) {
        return find(type, name, parameters)
                .orElseThrow(() -> new IllegalStateException(
                        "`" + type.getName() + "` has no method `" + name + "` of " + parameters + " parameters"));
    }

    private static Optional<Method> find(Class<?> type, String name, int parameters) {
        return FOUND.get(type).computeIfAbsent(name + "/" + parameters, unused -> {
            Method found = declared(type, name, parameters);
            if (found != null && !isOpen(found)) {
                found.setAccessible(true);
            }
            return Optional.ofNullable(found);
        });
    }

    /** A public type's declaration if there is one, since the class itself may be the library's own business. */
    private static @Nullable Method declared(Class<?> type, String name, int parameters) {
        Method hidden = null;
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters && !method.isBridge()) {
                if (isOpen(method)) {
                    return method;
                }
                hidden = method;
            }
        }
        for (Class<?> one = type; hidden != null && one != null; one = one.getSuperclass()) {
            for (Class<?> face : one.getInterfaces()) {
                Method method = face.isInterface() ? declared(face, name, parameters) : null;
                if (method != null && isOpen(method)) {
                    return method;
                }
            }
        }
        return hidden;
    }

    private static boolean isOpen(Method method) {
        Class<?> type = method.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Members.class.getModule());
    }
}
