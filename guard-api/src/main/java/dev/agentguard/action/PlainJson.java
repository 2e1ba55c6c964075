package dev.agentguard.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON in the one way on which all readers agree: every key once, nothing repaired, nothing after the value,
 * bounded in size and depth. The arguments of a tool are judged as this reads them, and run as this writes them.
 */
public final class PlainJson {

    /** How many characters are read at most. */
    public static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 64;
    private static final int LARGEST_EXPONENT = 400;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** LangChain4j 1.0.0 strips backslashes before quotes and commas before brackets, inside of strings too. */
    private static final JsonMapper UNTOUCHABLE = JsonMapper.builder(new JsonFactoryBuilder()
                    .characterEscapes(new UntouchableEscapes())
                    .build())
            .build();

    private PlainJson() {}

    /**
     * Reads a value.
     *
     * @param text the JSON text
     * @return a String, Number, Boolean, null, List or Map
     * @throws UnreadableArgumentsException if the text is not plain JSON, or is over the bounds
     */
    public static @Nullable Object read(String text) throws UnreadableArgumentsException {
        if (text.length() > LARGEST) {
            throw new UnreadableArgumentsException("its arguments are longer than " + LARGEST + " characters");
        }
        try {
            return normalized(MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new UnreadableArgumentsException("its arguments are not plain JSON" + where);
        } catch (NumberFormatException e) { // the parser's, of an exponent with very many digits
            throw new UnreadableArgumentsException("its arguments hold a number that is out of range");
        }
    }

    /**
     * Writes JSON.
     *
     * @param value the value
     * @param untouchable whether it is for a reader that repairs before it parses: what that would touch is escaped
     * @return the JSON text
     * @throws UnreadableArgumentsException if it holds what JSON has no form for
     */
    public static String write(Map<String, @Nullable Object> value, boolean untouchable)
            throws UnreadableArgumentsException {
        try {
            return (untouchable ? UNTOUCHABLE : MAPPER).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UnreadableArgumentsException("its arguments cannot be written as JSON");
        }
    }

    private static @Nullable Object normalized(@Nullable Object value) throws UnreadableArgumentsException {
        if (value instanceof BigDecimal number) {
            return normalized(number);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(normalized(element));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put((String) entry.getKey(), normalized(entry.getValue()));
            }
            return copy;
        }
        return value;
    }

    /** Gives a fraction as a double where that is exact; one that no double holds is kept, within bounds. */
    private static Number normalized(BigDecimal number) throws UnreadableArgumentsException {
        double nearest = number.doubleValue();
        if (Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0) {
            return nearest;
        }
        if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new UnreadableArgumentsException("its arguments hold a number that is out of range");
        }
        return number;
    }

    /** Writes quotes, backslashes and commas within strings by their code. */
    private static final class UntouchableEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] escapes = standardAsciiEscapesForJSON();

        UntouchableEscapes() {
            for (char c : new char[] {'"', '\\', ','}) {
                escapes[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
