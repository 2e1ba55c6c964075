package dev.agentguard.langchain4j;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.declaration.ParameterTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, read once: what is judged and what runs are the same.
 *
 * <p>LangChain4j repairs text that is not JSON, lets the last of two equal keys win, fills in defaults, fits values to the
 * types of parameters and reads a string once more as JSON where an object is expected. All that is done here by its own
 * code before the call is judged, and the tool gets a plain form of the outcome; the text as it is where that is as plain.
 * For a tool that somebody else runs, only text that all readers agree on is readable.
 *
 * @param values the arguments by name, as JSON values: those that the tool will receive
 * @param json the text to run it with
 */
record ToolArguments(Map<String, @Nullable Object> values, String json) {

    /**
     * Reads the arguments of a call.
     *
     * @param text what the model wrote; none, blank and the literal {@code null} mean no arguments
     * @param parameters the parameters of the tool's method, empty if it is not known
     * @param reading how what runs the tool reads them
     * @return the arguments that will run
     * @throws UnreadableArgumentsException if what runs it could not read them, or if readers could disagree
     */
    static ToolArguments read(@Nullable String text, List<ToolParameter> parameters, ArgumentReading reading)
            throws UnreadableArgumentsException {
        Passed given = object(text, reading);
        Map<String, @Nullable Object> passed = given.values();
        String asRead = given.text() != null && PlainJson.runsAsRead(given.text(), passed) ? given.text() : null;
        boolean fills = reading == ArgumentReading.METHOD;
        if (!fills && parameters.isEmpty()) {
            return new ToolArguments(passed, asRead == null ? PlainJson.write(passed, false) : asRead);
        }
        if (asRead != null && areTextsAsDeclared(passed, parameters)) {
            return new ToolArguments(passed, asRead);
        }
        if (asRead == null) {
            passed.replaceAll((name, value) -> withoutDecimals(value));
        }
        // an executor that extends LangChain4j's own may look at more than the parameters
        Map<String, @Nullable Object> received = fills ? new LinkedHashMap<>() : new LinkedHashMap<>(passed);
        for (ToolParameter parameter : parameters) {
            String name = parameter.name();
            if (passed.get(name) == null && parameter.defaultValue() != null) {
                passed.put(name, parameter.defaultValue());
                asRead = null;
            }
            Object value = passed.get(name);
            if (value instanceof String json && parameter.readsStringAsJson()) {
                receiveNested(json, name, passed, received);
                asRead = null;
            } else if (value != null) {
                received.put(name, ParameterTypes.isScalar(parameter.type()) ? asReceived(value, parameter) : value);
            }
        }
        // some releases repair what is JSON already; this form has nothing that they would touch
        return new ToolArguments(received, asRead == null ? PlainJson.write(passed, true) : asRead);
    }

    /** A text for each parameter that takes one, and nothing else: most calls, and every release hands them on. */
    private static boolean areTextsAsDeclared(Map<String, @Nullable Object> passed, List<ToolParameter> parameters) {
        if (passed.size() != parameters.size()) {
            return false;
        }
        int i = 0;
        for (Map.Entry<String, @Nullable Object> argument : passed.entrySet()) {
            ToolParameter parameter = parameters.get(i++);
            if (parameter.type() != String.class
                    || !(argument.getValue() instanceof String)
                    || !parameter.name().equals(argument.getKey())) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the model passed.
     *
     * @param text the text that it was read from as all readers do, or null if there was none or it was not plain
     */
    private record Passed(
            Map<String, @Nullable Object> values, @Nullable String text) {}

    private static Passed object(@Nullable String text, ArgumentReading reading) throws UnreadableArgumentsException {
        Object value;
        try {
            value = text == null || text.isBlank() ? null : PlainJson.read(text);
        } catch (UnreadableArgumentsException e) {
            if (text == null || text.length() > PlainJson.LARGEST || reading == ArgumentReading.UNKNOWN) {
                throw e;
            }
            return new Passed(
                    reading == ArgumentReading.METHOD
                            ? LangChain4jReader.repaired(text, e)
                            : LangChain4jReader.lenient(text, e),
                    null);
        }
        if (text == null || value == null) {
            return new Passed(new LinkedHashMap<>(), null);
        }
        if (value instanceof Map<?, ?> map) {
            return new Passed(ofNames(map), text);
        }
        UnreadableArgumentsException e = new UnreadableArgumentsException("its arguments are not a JSON object");
        if (reading == ArgumentReading.METHOD) {
            return new Passed(LangChain4jReader.repaired(text, e), null);
        }
        throw e;
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static Map<String, @Nullable Object> ofNames(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }

    /** LangChain4j has a double where there is a fraction, however long. */
    private static @Nullable Object withoutDecimals(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return Double.isFinite(number.doubleValue()) ? (Object) number.doubleValue() : number;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(withoutDecimals(element)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), withoutDecimals(element)));
            return copy;
        }
        return value;
    }

    /** A string for an object is JSON once more; where readers could disagree on it the tool gets the object. */
    private static void receiveNested(
            String json, String name, Map<String, @Nullable Object> passed, Map<String, @Nullable Object> received) {
        Object value;
        try {
            value = PlainJson.read(json);
        } catch (UnreadableArgumentsException e) {
            value = LangChain4jReader.nested(json);
            if (value != null) {
                passed.put(name, value);
            }
        }
        received.put(name, value == null || value instanceof String ? json : value);
    }

    private static Object asReceived(Object value, ToolParameter parameter) {
        if (value instanceof String && parameter.type() == String.class) {
            return value; // in every release, and most arguments are such
        }
        Object fitted = LangChain4jReader.fitted(value, parameter);
        if (fitted != null) {
            return fitted;
        }
        if (parameter.type() == String.class) {
            return value.toString();
        }
        return parameter.type().isEnum() ? constant(value.toString(), parameter.type()) : value;
    }

    /** LangChain4j tries a name as it stands and then in upper case. */
    private static String constant(String name, Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        String upper = name.toUpperCase(Locale.ROOT);
        return !names.contains(name) && names.contains(upper) ? upper : name;
    }
}
