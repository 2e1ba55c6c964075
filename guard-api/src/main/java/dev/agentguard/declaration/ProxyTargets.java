package dev.agentguard.declaration;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes whose code runs when an object is called that may be a proxy. What extends the class that it stands
 * for (CGLIB, Byte Buddy) is told by its superclass; a proxy of Spring tells its target's class itself; behind another one
 * of the JDK the object is looked for that its handler holds.
 */
final class ProxyTargets {

    /** A handler holds its target, or holds a list of interceptors one of which does. */
    private static final int MOST_OBJECTS = 64;

    private static final String SPRING = "org.springframework.aop.TargetClassAware";
    private static final String SPRING_TARGETS = "org.springframework.aop.TargetSource";
    private static final String SPRING_PROXY = "org.springframework.aop.framework.Advised";

    /** Proxies of proxies; more than anybody puts around one object. */
    private static final int MOST_PROXIES = 8;

    private ProxyTargets() {}

    /**
     * Returns the classes.
     *
     * @param bearer the object, or null if it is not known
     * @param method the method that is called on it
     */
    static List<Class<?>> of(@Nullable Object bearer, Method method) {
        if (bearer == null) {
            return List.of();
        }
        List<Class<?>> types = new ArrayList<>();
        Class<?> told = told(innermost(bearer));
        if (told != null) {
            types.add(told);
        } else if (Proxy.isProxyClass(bearer.getClass())) {
            held(Proxy.getInvocationHandler(bearer), bearers(method), types);
        }
        types.add(bearer.getClass());
        return types;
    }

    /** Takes off proxies of Spring that stand for other proxies, as far as that makes no new target. */
    private static Object innermost(Object bearer) {
        Object inner = bearer;
        for (int i = 0; i < MOST_PROXIES; i++) {
            Object source = ask(inner, SPRING_PROXY, "getTargetSource");
            boolean fixed = source != null && Boolean.TRUE.equals(ask(source, SPRING_TARGETS, "isStatic"));
            Object target = source != null && fixed ? ask(source, SPRING_TARGETS, "getTarget") : null;
            if (target == null || ask(target, SPRING, "getTargetClass") == null) {
                return inner;
            }
            inner = target;
        }
        return inner;
    }

    private static @Nullable Class<?> told(Object bearer) {
        return ask(bearer, SPRING, "getTargetClass") instanceof Class<?> target ? target : null;
    }

    /** Calls a method of an interface of Spring's, of whichever copy the object implements. */
    private static @Nullable Object ask(Object object, String type, String method) {
        for (Class<?> implemented : MethodFamily.supertypes(object.getClass())) {
            if (implemented.getName().equals(type)) {
                try {
                    return implemented.getMethod(method).invoke(object);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** What an object is an instance of that has the method; each proxy of the JDK has a class of its own. */
    private static List<Class<?>> bearers(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return Proxy.isProxyClass(declaring) ? List.of(declaring.getInterfaces()) : List.of(declaring);
    }

    private static void held(InvocationHandler handler, List<Class<?>> bearers, List<Class<?>> types) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(handler));
        while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
            Object object = open.remove();
            if (!seen.add(object)) {
                continue;
            }
            if (Proxy.isProxyClass(object.getClass())) {
                open.add(Proxy.getInvocationHandler(object));
            } else if (bearers.stream().anyMatch(bearer -> bearer.isInstance(object))) {
                types.add(object.getClass());
            } else if (object == handler || object instanceof InvocationHandler) {
                open.addAll(fields(object));
            }
        }
    }

    private static List<Object> fields(Object object) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = value(field, object);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** Returns null for what a closed module holds: the target stays unknown. */
    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
