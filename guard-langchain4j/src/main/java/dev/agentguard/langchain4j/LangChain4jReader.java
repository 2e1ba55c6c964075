package dev.agentguard.langchain4j;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.langchain4j.internal.Json;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's own reading of arguments, of the release that is installed: what it repairs, which of two equal keys it
 * takes, how it fits a value to a parameter. Where it cannot be reached nothing is lenient.
 */
final class LangChain4jReader {

    private static final @Nullable Method ARGUMENTS =
            find("dev.langchain4j.service.tool.ToolExecutionRequestUtil", "argumentsAsMap", String.class);
    private static final @Nullable Method COERCE = find(
            DefaultToolExecutor.class.getName(), "coerceArgument", Object.class, String.class, Class.class, Type.class);

    private LangChain4jReader() {}

    /**
     * Reads text that is not plain JSON, as an executor of methods does.
     *
     * @param text what the model wrote
     * @param strictly why it is not plain JSON
     * @return what LangChain4j makes of it
     * @throws UnreadableArgumentsException if it makes nothing of it either
     */
    static Map<String, @Nullable Object> repaired(String text, UnreadableArgumentsException strictly)
            throws UnreadableArgumentsException {
        if (ARGUMENTS == null) {
            throw strictly;
        }
        try {
            return plain(ARGUMENTS.invoke(null, text), strictly);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            throw strictly;
        }
    }

    /**
     * Returns whether LangChain4j's executor of methods surely fails to read a text, so that no method will be called.
     *
     * @param text what the model wrote
     * @return false if that cannot be told
     */
    static boolean failsToRead(String text) {
        if (ARGUMENTS == null) {
            return false;
        }
        try {
            ARGUMENTS.invoke(null, text);
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof Exception;
        } catch (IllegalAccessException | RuntimeException e) {
            return false;
        }
    }

    /** Reads text that is not plain JSON, as LangChain4j reads JSON; the last of two equal keys counts. */
    static Map<String, @Nullable Object> lenient(String text, UnreadableArgumentsException strictly)
            throws UnreadableArgumentsException {
        try {
            return plain(Json.fromJson(text, Map.class), strictly);
        } catch (RuntimeException | LinkageError e) {
            throw strictly;
        }
    }

    /** Reads JSON within a string; null if it is none or a string again. */
    static @Nullable Object nested(String text) {
        try {
            Object value = Json.fromJson(text, Object.class);
            return value == null || value instanceof String ? null : plainValue(value);
        } catch (RuntimeException | LinkageError | UnreadableArgumentsException e) {
            return null;
        }
    }

    /**
     * Fits a value to a parameter of a simple type.
     *
     * @param value the value
     * @param parameter the parameter
     * @return what the method gets, as a JSON value, or null if LangChain4j will refuse it
     */
    static @Nullable Object fitted(Object value, ToolParameter parameter) {
        if (COERCE == null) {
            return null;
        }
        try {
            Object fitted = COERCE.invoke(null, value, parameter.name(), parameter.type(), parameter.type());
            if (fitted instanceof Enum<?> constant) {
                return constant.name();
            }
            boolean json = fitted instanceof Boolean || (fitted instanceof Number number && isFinite(number));
            return json || fitted == null ? fitted : fitted.toString();
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            return null;
        }
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static Map<String, @Nullable Object> plain(@Nullable Object value, UnreadableArgumentsException strictly)
            throws UnreadableArgumentsException {
        if (!(value instanceof Map<?, ?> map)) {
            throw strictly;
        }
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        if (plainValue(map) instanceof Map<?, ?> plain) {
            plain.forEach((key, element) -> read.put(String.valueOf(key), element));
        }
        return read;
    }

    /** Brings it within the bounds of plain JSON, and gives every copy of it the same form. */
    private static @Nullable Object plainValue(Object value) throws UnreadableArgumentsException {
        Map<String, @Nullable Object> bearer = new LinkedHashMap<>();
        bearer.put("value", value);
        return PlainJson.read(PlainJson.write(bearer, false)) instanceof Map<?, ?> read ? read.get("value") : null;
    }

    private static @Nullable Method find(String type, String name, Class<?>... parameters) {
        try {
            Method method = Class.forName(type, true, LangChain4jReader.class.getClassLoader())
                    .getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }
}
