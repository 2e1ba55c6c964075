package dev.agentguard.javaagent.tool;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's own reading of arguments, of the release that the application has: what it repairs, which of two equal
 * keys it takes, how it fits a value to a parameter. Where it cannot be reached nothing is lenient.
 *
 * @param arguments reads a whole text; null if what runs the tool reads it nobody knows how
 * @param json reads a JSON text
 * @param coerce fits a value to a parameter; null if what runs the tool is no executor of methods
 */
record ArgumentReader(
        @Nullable Method arguments,
        @Nullable Method json,
        @Nullable Method coerce) {

    /** Nobody knows: only what all readers agree on is judged and run. */
    static final ArgumentReader UNKNOWN = new ArgumentReader(null, null, null);

    private static final String TOOLS = "dev.langchain4j.service.tool.";

    /** How LangChain4j fills the parameters of a method. */
    static ArgumentReader ofMethods(@Nullable ClassLoader loader) {
        return new ArgumentReader(
                find(loader, TOOLS + "ToolExecutionRequestUtil", "argumentsAsMap", String.class),
                json(loader),
                find(
                        loader,
                        TOOLS + "DefaultToolExecutor",
                        "coerceArgument",
                        Object.class,
                        String.class,
                        Class.class,
                        Type.class));
    }

    /** How LangChain4j's client of MCP reads: leniently, but without repairs. */
    static ArgumentReader ofMcp(@Nullable ClassLoader loader) {
        return new ArgumentReader(null, json(loader), null);
    }

    boolean fillsMethods() {
        return coerce != null;
    }

    /** Reads text that is not plain JSON as what runs the tool does. */
    Map<String, @Nullable Object> lenient(String text, UnreadableArgumentsException strictly)
            throws UnreadableArgumentsException {
        if (text.length() > PlainJson.LARGEST) {
            throw strictly;
        }
        try {
            if (arguments != null) {
                return plain(arguments.invoke(null, text), strictly);
            }
            if (json != null) {
                return plain(json.invoke(null, text, Map.class), strictly);
            }
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            throw strictly;
        }
        throw strictly;
    }

    /** Reads JSON within a string; null if it is none or a string again. */
    @Nullable
    Object nested(String text) {
        try {
            Object value = json == null ? null : json.invoke(null, text, Object.class);
            return value == null || value instanceof String ? null : plainValue(value);
        } catch (IllegalAccessException
                | InvocationTargetException
                | RuntimeException
                | UnreadableArgumentsException e) {
            return null;
        }
    }

    /** Fits a value to a parameter of a simple type; null if LangChain4j will refuse it. */
    @Nullable
    Object fitted(Object value, ToolParameter parameter) {
        if (coerce == null) {
            return null;
        }
        try {
            Object fitted = coerce.invoke(null, value, parameter.name(), parameter.type(), parameter.type());
            if (fitted instanceof Enum<?> constant) {
                return constant.name();
            }
            boolean plain = fitted instanceof Boolean || (fitted instanceof Number number && isFinite(number));
            return plain || fitted == null ? fitted : fitted.toString();
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

    private static @Nullable Method json(@Nullable ClassLoader loader) {
        return find(loader, "dev.langchain4j.internal.Json", "fromJson", String.class, Class.class);
    }

    private static @Nullable Method find(
            @Nullable ClassLoader loader, String type, String name, Class<?>... parameters) {
        try {
            Method method = Class.forName(type, true, loader).getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }
}
