package dev.agentguard.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LARGEST)
                    .build())
            .build();

    private static final JsonMapper MAPPER = new JsonMapper();

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
        Map<String, @Nullable Object> flat = FlatObject.read(text);
        if (flat != null) {
            return flat;
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = parser.nextToken() == null ? null : value(parser);
            if (parser.currentToken() == null || parser.nextToken() != null) {
                throw notPlain(parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw notPlain(e.getLocation());
        } catch (IOException e) { // a string is read without any
            throw new UnreadableArgumentsException("its arguments are not plain JSON");
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

    /**
     * Returns whether what was read may run as the text that it was read from, so that it need not be written: it holds no
     * more than strings, booleans and whole numbers, which no reader takes for others, and nothing that a reader would
     * touch that repairs before it parses.
     *
     * @param text the text
     * @param value what {@link #read} made of it
     * @return true if every reader finds the same in the text and in what {@link #write} would give
     */
    public static boolean runsAsRead(String text, Map<String, @Nullable Object> value) {
        for (Object element : value.values()) {
            boolean simple = element == null
                    || element instanceof String
                    || element instanceof Boolean
                    || element instanceof Integer
                    || element instanceof Long;
            if (!simple) {
                return false;
            }
        }
        return text.startsWith("{") && text.indexOf('\\') < 0 && !hasMinusZero(text) && !hasCommaBeforeBracket(text);
    }

    /** One character is found several times as quickly as two. */
    private static boolean hasMinusZero(String text) {
        for (int minus = text.indexOf('-'); minus >= 0; minus = text.indexOf('-', minus + 1)) {
            if (text.startsWith("0", minus + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCommaBeforeBracket(String text) {
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
            int next = comma + 1;
            while (next < text.length() && text.charAt(next) <= ' ') {
                next++;
            }
            if (next < text.length() && (text.charAt(next) == '}' || text.charAt(next) == ']')) {
                return true;
            }
        }
        return false;
    }

    private static UnreadableArgumentsException notPlain(@Nullable JsonLocation at) {
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new UnreadableArgumentsException("its arguments are not plain JSON" + where);
    }

    /** Built from the tokens at once: to have Jackson bind them first costs as much as the parser itself. */
    private static @Nullable Object value(JsonParser parser) throws IOException, UnreadableArgumentsException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> normalized(parser.getDecimalValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser)
            throws IOException, UnreadableArgumentsException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int before = object.size();
            object.put(name, parser.nextToken() == null ? null : value(parser));
            if (object.size() == before) {
                throw notPlain(parser.currentTokenLocation()); // the name stands twice
            }
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException, UnreadableArgumentsException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
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
