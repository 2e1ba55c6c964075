package dev.agentguard.javaagent.instrumentation;

import dev.agentguard.bridge.RefusedException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what drivers and clients keep to themselves, also of one that is a named module. What was found is kept with the
 * class it was found in, so that an application that is unloaded takes it along. Threadsafe.
 */
public final class Internals {

    private static final ClassValue<Map<String, AccessibleObject>> FOUND = new ClassValue<>() {
        @Override
        protected Map<String, AccessibleObject> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private static final ClassValue<Map<String, Boolean>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<String, Boolean> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final Instrumentation instrumentation;

    /**
     * Creates it.
     *
     * @param instrumentation the JVM's instrumentation, which opens a driver that is a named module
     */
    public Internals(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Calls a public method without parameters of an interface or class.
     *
     * @param target the object
     * @param type the binary name of the interface or class
     * @param method the method's name
     * @return what it returns
     * @throws IllegalStateException if there is no such method, or it fails
     */
    public @Nullable Object call(Object target, String type, String method) {
        try {
            Method found = (Method) found(target.getClass(), type + "#" + method, () -> {
                Class<?> declaring = find(target.getClass(), type);
                return opened(declaring, declaring.getMethod(method));
            });
            return found.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + type + "." + method + "` of this driver cannot be called", e);
        }
    }

    /**
     * Returns what a field of an object holds.
     *
     * @param target the object
     * @param type the binary name of the class that declares the field
     * @param name the field's name
     * @return its value
     * @throws IllegalStateException if there is no such field
     */
    public @Nullable Object field(Object target, String type, String name) {
        try {
            Field found = (Field) found(target.getClass(), type + "." + name, () -> {
                Class<?> declaring = find(target.getClass(), type);
                return opened(declaring, declaring.getDeclaredField(name));
            });
            return found.get(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + type + "." + name + "` of this driver cannot be read", e);
        }
    }

    /**
     * Makes an exception of an application's library, whose type advice cannot name.
     *
     * @param beside an object of the library
     * @param type the binary name of an unchecked exception with a public constructor of a text and a cause
     * @param refused what was refused and why
     * @return the exception
     * @throws IllegalStateException if there is no such type
     */
    public RuntimeException exception(Object beside, String type, RefusedException refused) {
        try {
            return (RuntimeException) find(beside.getClass(), type)
                    .getConstructor(String.class, Throwable.class)
                    .newInstance(refused.getMessage(), refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + type + "` of this client cannot be made", e);
        }
    }

    /**
     * Returns whether an object is of a class or of one below it.
     *
     * @param target the object
     * @param type the binary name of the class
     * @return true if it is
     */
    public static boolean is(Object target, String type) {
        for (Class<?> one = target.getClass(); one != null; one = one.getSuperclass()) {
            if (one.getName().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the loader of an object's class knows a type.
     *
     * @param beside the object
     * @param type the binary name of the type
     * @return true if it does
     */
    public static boolean knows(Object beside, String type) {
        return KNOWN.get(beside.getClass()).computeIfAbsent(type, name -> {
            try {
                find(beside.getClass(), name);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });
    }

    /** Looks something up by reflection. */
    @FunctionalInterface
    private interface LookUp {
        AccessibleObject get() throws ReflectiveOperationException;
    }

    private static AccessibleObject found(Class<?> type, String key, LookUp lookUp)
            throws ReflectiveOperationException {
        Map<String, AccessibleObject> known = FOUND.get(type);
        AccessibleObject found = known.get(key);
        if (found == null) {
            found = lookUp.get();
            known.put(key, found);
        }
        return found;
    }

    private static Class<?> find(Class<?> of, String type) throws ClassNotFoundException {
        return Class.forName(type, false, of.getClassLoader());
    }

    private AccessibleObject opened(Class<?> type, AccessibleObject member) {
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
        member.setAccessible(true);
        return member;
    }
}
