package dev.agentguard.javaagent.sql;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what drivers keep to themselves, also of one that is a named module. Threadsafe. */
final class Internals {

    private final Instrumentation instrumentation;

    Internals(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Returns what a public method without parameters of an interface or class returns. */
    @Nullable
    Object call(Object target, String type, String method) {
        try {
            Class<?> declaring = find(target.getClass(), type);
            Method found = declaring.getMethod(method);
            open(declaring);
            found.setAccessible(true);
            return found.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + type + "." + method + "` of this driver cannot be called", e);
        }
    }

    /** Returns what a field of an object holds. */
    @Nullable
    Object field(Object target, String type, String name) {
        try {
            Class<?> declaring = find(target.getClass(), type);
            Field field = declaring.getDeclaredField(name);
            open(declaring);
            field.setAccessible(true);
            return field.get(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + type + "." + name + "` of this driver cannot be read", e);
        }
    }

    static boolean is(Object target, String type) {
        for (Class<?> one = target.getClass(); one != null; one = one.getSuperclass()) {
            if (one.getName().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static Class<?> find(Class<?> of, String type) throws ClassNotFoundException {
        return Class.forName(type, false, of.getClassLoader());
    }

    private void open(Class<?> type) {
        Module own = Internals.class.getModule();
        if (!type.getModule().isOpen(type.getPackageName(), own)) {
            instrumentation.redefineModule(
                    type.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of(type.getPackageName(), Set.of(own)),
                    Set.of(),
                    Map.of());
        }
    }
}
