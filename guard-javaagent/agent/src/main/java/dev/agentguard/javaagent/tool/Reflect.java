package dev.agentguard.javaagent.tool;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reaches what lies in the application's loader, by name. */
final class Reflect {

    private Reflect() {}

    /** Returns a public method, or null if this version does not have it. */
    static @Nullable Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Calls a public method without parameters. */
    static @Nullable Object call(Object target, String name) throws ReflectiveOperationException {
        return target.getClass().getMethod(name).invoke(target);
    }

    /** Returns the annotation of that name, or null. */
    static @Nullable Annotation annotation(AnnotatedElement element, String name) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getName().equals(name)) {
                return annotation;
            }
        }
        return null;
    }

    /** Returns an element of an annotation as text, or empty if this version of it has none such. */
    static String element(Annotation annotation, String name) {
        Object value = value(annotation, name);
        return value instanceof Enum<?> constant ? constant.name() : value == null ? "" : value.toString();
    }

    static @Nullable Object value(Annotation annotation, String name) {
        Method element = method(annotation.annotationType(), name);
        try {
            return element == null ? null : element.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + annotation.annotationType().getName() + "` cannot be read", e);
        }
    }
}
