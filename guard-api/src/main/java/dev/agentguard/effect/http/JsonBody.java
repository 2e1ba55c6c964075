package dev.agentguard.effect.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.agentguard.effect.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text read as JSON. Where a key stands twice servers differ in which value they take, and where several values
 * follow each other in how many, so all of them are readings.
 *
 * @param readings the values that a server may see; empty if the text is not JSON
 * @param problem why this is not one clear value, with its position, or null
 */
record JsonBody(List<@Nullable Object> readings, @Nullable String problem) {

    private static final JsonFactory DEFAULT = factory(Limits.DEFAULT);

    static JsonBody of(String text, Limits limits) {
        return of(text, limits, false);
    }

    /**
     * Reads a text.
     *
     * @param lines whether several values may follow each other
     */
    static JsonBody of(String text, Limits limits, boolean lines) {
        JsonBody last = read(text, limits, true, lines);
        if (last.problem == null || !last.problem.startsWith(Reader.TWICE)) {
            return last;
        }
        List<@Nullable Object> both = new ArrayList<>(last.readings);
        both.addAll(read(text, limits, false, lines).readings);
        return new JsonBody(Collections.unmodifiableList(both), last.problem);
    }

    /** Returns whether a text could only be meant as JSON. */
    static boolean looksLike(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private static JsonBody read(String text, Limits limits, boolean lastWins, boolean lines) {
        int most = lines ? limits.tokens() : limits.operations();
        JsonFactory factory = limits.equals(Limits.DEFAULT) ? DEFAULT : factory(limits);
        List<@Nullable Object> values = new ArrayList<>();
        try (JsonParser parser = factory.createParser(text)) {
            Reader reader = new Reader(parser, lastWins);
            String problem = null;
            while (parser.nextToken() != null) {
                if (values.size() == most) {
                    problem = "more than " + most + " JSON values";
                    break;
                }
                if (!lines && !values.isEmpty() && problem == null) {
                    problem = "several JSON values follow each other at " + position(parser.currentTokenLocation());
                }
                values.add(reader.value());
            }
            return new JsonBody(values, reader.twice != null ? reader.twice : problem);
        } catch (JsonProcessingException e) {
            String what = e instanceof StreamConstraintsException ? "the JSON is over a limit" : "not valid JSON";
            return new JsonBody(values, what + " at " + position(e.getLocation()));
        } catch (IOException e) {
            return new JsonBody(values, "not readable as JSON");
        }
    }

    private static JsonFactory factory(Limits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.bodyBytes())
                .maxDocumentLength(limits.bodyBytes())
                .build();
        return JsonFactory.builder().streamReadConstraints(constraints).build();
    }

    private static String position(@Nullable JsonLocation location) {
        return location == null ? "an unknown place" : location.getLineNr() + ":" + location.getColumnNr();
    }

    /** Reads one value; the parser's limit on nesting bounds the recursion. */
    private static final class Reader {

        static final String TWICE = "a key stands twice in one JSON object";

        private final JsonParser parser;
        private final boolean lastWins;
        private @Nullable String twice;

        Reader(JsonParser parser, boolean lastWins) {
            this.parser = parser;
            this.lastWins = lastWins;
        }

        @Nullable
        Object value() throws IOException {
            JsonToken token = parser.currentToken();
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> null;
            };
        }

        private Map<String, @Nullable Object> object() throws IOException {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Object value = value();
                int before = fields.size();
                Object old = fields.put(name, value);
                if (fields.size() == before) {
                    twice = twice == null ? TWICE + " at " + position(parser.currentTokenLocation()) : twice;
                    if (!lastWins) {
                        fields.put(name, old);
                    }
                }
            }
            return Collections.unmodifiableMap(fields);
        }

        private List<@Nullable Object> array() throws IOException {
            List<@Nullable Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return Collections.unmodifiableList(items);
        }
    }
}
