package dev.agentguard.langchain4j;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.declaration.ParameterTypes;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.service.IllegalConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that the model fills in.
 *
 * @param name its name in the arguments
 * @param type its class; of an {@code Optional} that of the content
 * @param defaultValue what LangChain4j fills in when the argument is absent, as a JSON value, or null if nothing
 */
record ToolParameter(String name, Class<?> type, @Nullable Object defaultValue) {

    /** Absent before 1.17. */
    private static final @Nullable Method DEFAULT_VALUE = element("defaultValue");

    /** Absent before 1.11. */
    private static final @Nullable Method NAME = element("name");

    static ToolParameter of(Method method, Parameter parameter) {
        String name = nameOf(parameter);
        Class<?> type = ParameterTypes.content(parameter);
        String written = writtenDefault(parameter);
        if (written == null) {
            return new ToolParameter(name, type, null);
        }
        if (type == String.class || type.isEnum() || type == UUID.class) {
            return new ToolParameter(name, type, written);
        }
        try {
            return new ToolParameter(name, type, PlainJson.read(written));
        } catch (UnreadableArgumentsException e) {
            throw new IllegalConfigurationException(
                    "the `@P(defaultValue)` of parameter `" + name + "` of tool method `"
                            + method.getDeclaringClass().getName() + "." + method.getName() + "` is not plain JSON: "
                            + e.because());
        }
    }

    static String nameOf(Parameter parameter) {
        P annotation = parameter.getAnnotation(P.class);
        String given = annotation == null || NAME == null ? "" : invoke(NAME, annotation);
        return given.isBlank() ? parameter.getName() : given;
    }

    /** Returns whether LangChain4j reads a string that is given for this parameter as JSON once more. */
    boolean readsStringAsJson() {
        return !ParameterTypes.isScalar(type)
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    private static @Nullable String writtenDefault(Parameter parameter) {
        P annotation = parameter.getAnnotation(P.class);
        if (annotation == null || DEFAULT_VALUE == null) {
            return null;
        }
        String written = invoke(DEFAULT_VALUE, annotation);
        return P.NO_DEFAULT.equals(written) ? null : written;
    }

    private static String invoke(Method element, Annotation annotation) {
        try {
            return (String) element.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalConfigurationException("cannot read `" + annotation + "`");
        }
    }

    private static @Nullable Method element(String name) {
        try {
            return P.class.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
