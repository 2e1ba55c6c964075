package dev.agentguard.javaagent.tool;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a tool's method that the model fills in.
 *
 * @param name its name in the arguments
 * @param type its class; of an {@code Optional} that of the content
 * @param writtenDefault what is filled in when the argument is absent, as the developer wrote it, or null if nothing
 */
record ToolParameter(String name, Class<?> type, @Nullable String writtenDefault) {

    private static final String ANNOTATION = "dev.langchain4j.agent.tool.P";
    private static final String VARIABLE = "dev.langchain4j.service.V";
    private static final String MEMORY_ID = "dev.langchain4j.agent.tool.ToolMemoryId";
    private static final Set<String> INJECTED = Set.of(
            "dev.langchain4j.invocation.InvocationContext",
            "dev.langchain4j.invocation.InvocationParameters",
            "dev.langchain4j.invocation.LangChain4jManaged");

    static ToolParameter of(Parameter parameter) {
        return new ToolParameter(nameOf(parameter), contentType(parameter), defaultOf(parameter));
    }

    static String nameOf(Parameter parameter) {
        Annotation annotation = Reflect.annotation(parameter, ANNOTATION);
        String given = annotation == null ? "" : Reflect.element(annotation, "name");
        Annotation variable = given.isBlank() ? Reflect.annotation(parameter, VARIABLE) : null;
        if (variable != null) {
            given = Reflect.element(variable, "value");
        }
        return given.isBlank() ? parameter.getName() : given;
    }

    /** Returns whether LangChain4j fills in the parameter itself, so that the model has no say in it. */
    static boolean isInjected(Parameter parameter) {
        return Reflect.annotation(parameter, MEMORY_ID) != null || isInjected(parameter.getType());
    }

    private static boolean isInjected(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        if (INJECTED.contains(type.getName()) || isInjected(type.getSuperclass())) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isInjected(implemented)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the default as a JSON value. */
    @Nullable
    Object defaultValue() throws UnreadableArgumentsException {
        if (writtenDefault == null || type == String.class || type.isEnum() || type == UUID.class) {
            return writtenDefault;
        }
        return PlainJson.read(writtenDefault);
    }

    /** Returns whether LangChain4j reads a string that is given for this parameter as JSON once more. */
    boolean readsStringAsJson() {
        return !type.isPrimitive()
                && !type.isEnum()
                && type != UUID.class
                && !CharSequence.class.isAssignableFrom(type)
                && !Number.class.isAssignableFrom(type)
                && type != Boolean.class
                && type != Character.class
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    boolean isScalar() {
        return !readsStringAsJson() && !Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type);
    }

    private static Class<?> contentType(Parameter parameter) {
        if (parameter.getType() != Optional.class) {
            return parameter.getType();
        }
        Type content = parameter.getParameterizedType() instanceof ParameterizedType optional
                ? optional.getActualTypeArguments()[0]
                : Object.class;
        if (content instanceof ParameterizedType generic) {
            content = generic.getRawType();
        }
        return content instanceof Class<?> type ? type : Object.class;
    }

    private static @Nullable String defaultOf(Parameter parameter) {
        Annotation annotation = Reflect.annotation(parameter, ANNOTATION);
        if (annotation == null || !(Reflect.value(annotation, "defaultValue") instanceof String written)) {
            return null;
        }
        try {
            Object none = annotation.annotationType().getField("NO_DEFAULT").get(null);
            return written.equals(none) ? null : written;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("`" + ANNOTATION + "` cannot be read", e);
        }
    }
}
