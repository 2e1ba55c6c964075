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
 * follow each other in how many, so all of them are readings. Not safe for use by threads.
 */
final class JsonBody {

    private static final JsonFactory DEFAULT = factory(Limits.DEFAULT);

    private final String text;
    private final Limits limits;
    private final boolean lines;
    private final Look look;
    private @Nullable Values values;

    private JsonBody(String text, Limits limits, boolean lines, Look look) {
        this.text = text;
        this.limits = limits;
        this.lines = lines;
        this.look = look;
    }

    /** Takes a text. */
    static JsonBody of(String text, Limits limits) {
        return new JsonBody(text, limits, false, Look.NONE);
    }

    /** Takes a text in which several values may follow each other. */
    static JsonBody lines(String text, Limits limits) {
        return new JsonBody(text, limits, true, Look.NONE);
    }

    /**
     * Takes a body, and looks whether it is quiet.
     *
     * @param text the body as text
     * @param utf8 the same in UTF-8
     * @param fields which fields may say something
     * @param parameters the parameters of the URL
     */
    static JsonBody of(
            String text, byte[] utf8, TellingFields fields, Map<String, @Nullable Object> parameters, Limits limits) {
        Look look = Look.NONE;
        try (JsonParser parser = factoryFor(limits).createParser(utf8)) {
            QuietJson json = new QuietJson(parser, fields, parameters, utf8.length, limits.fields() / 2);
            boolean quiet = json.read();
            look = !quiet ? Look.NONE : json.isOver() ? Look.OVER : json.contradicts() ? Look.CONTRADICTS : Look.QUIET;
        } catch (IOException e) {
            look = Look.NONE; // what is wrong with it is found when it is read
        }
        return new JsonBody(text, limits, false, look);
    }

    /** What a first look has shown. */
    private enum Look {
        NONE,
        QUIET,
        CONTRADICTS,
        OVER
    }

    /** Returns whether nothing that was looked at says what the request does, and it is one clear value if there is no problem. */
    boolean isQuiet() {
        return look != Look.NONE;
    }

    /** Returns whether it is quiet, and part of it may be another one for the server or was not looked at. */
    boolean isUncertain() {
        return look == Look.CONTRADICTS || look == Look.OVER;
    }

    /** Returns the values that a server may see; empty if the text is not JSON. */
    List<@Nullable Object> readings() {
        return values().readings;
    }

    /** Returns why this is not one clear value, with its position, or null. */
    @Nullable
    String problem() {
        if (look == Look.OVER) {
            return "more than " + limits.fields() / 2 + " different names of fields";
        }
        return isQuiet() ? null : values().problem;
    }

    /** Returns whether there is more than was read. */
    boolean isCut() {
        return look == Look.OVER || (look == Look.NONE && values().cut);
    }

    private record Values(
            List<@Nullable Object> readings, @Nullable String problem, boolean cut) {}

    private Values values() {
        Values read = values;
        if (read == null) {
            read = bothWays();
            values = read;
        }
        return read;
    }

    private Values bothWays() {
        Values last = read(true);
        if (last.problem == null || !last.problem.startsWith(Reader.TWICE)) {
            return last;
        }
        List<@Nullable Object> both = new ArrayList<>(last.readings);
        both.addAll(read(false).readings);
        return new Values(Collections.unmodifiableList(both), last.problem, last.cut);
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

    private Values read(boolean lastWins) {
        int most = lines ? limits.fields() : limits.operations();
        List<@Nullable Object> found = new ArrayList<>();
        try (JsonParser parser = factoryFor(limits).createParser(text)) {
            Reader reader = new Reader(parser, lastWins, look == Look.OVER ? limits.fields() / 2 : limits.fields());
            String problem = null;
            boolean cut = false;
            while (!reader.over() && parser.nextToken() != null) {
                if (found.size() == most) {
                    problem = "more than " + most + " JSON values";
                    cut = true;
                    break;
                }
                if (!lines && !found.isEmpty() && problem == null) {
                    problem = "several JSON values follow each other at " + position(parser.currentTokenLocation());
                }
                found.add(reader.value());
            }
            if (reader.over()) {
                problem = "more than " + limits.fields() + " fields";
                cut = true;
            }
            return new Values(found, reader.twice != null ? reader.twice : problem, cut);
        } catch (JsonProcessingException e) {
            String what = e instanceof StreamConstraintsException ? "the JSON is over a limit" : "not valid JSON";
            return new Values(found, what + " at " + position(e.getLocation()), false);
        } catch (IOException e) {
            return new Values(found, "not readable as JSON", false);
        }
    }

    private static JsonFactory factoryFor(Limits limits) {
        return limits.equals(Limits.DEFAULT) ? DEFAULT : factory(limits);
    }

    private static JsonFactory factory(Limits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.bodyBytes())
                .maxDocumentLength(limits.bodyBytes())
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // hostile names would fill the table of the machine
                .build();
    }

    private static String position(@Nullable JsonLocation location) {
        return location == null ? "an unknown place" : location.getLineNr() + ":" + location.getColumnNr();
    }

    /** Reads one value; the parser's limit on nesting bounds the recursion. */
    private static final class Reader {

        static final String TWICE = "a key stands twice in one JSON object";

        private final JsonParser parser;
        private final boolean lastWins;
        private int left;
        private @Nullable String twice;

        Reader(JsonParser parser, boolean lastWins, int most) {
            this.parser = parser;
            this.lastWins = lastWins;
            this.left = most;
        }

        /** Whether there are more fields than are read; what was read before stays. */
        boolean over() {
            return left < 0;
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
            if (parser.nextToken() == JsonToken.END_OBJECT) {
                return Collections.emptyMap();
            }
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            while (parser.currentToken() == JsonToken.FIELD_NAME && --left >= 0) {
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
                if (over()) {
                    break; // what follows may be broken, and would take with it what was read
                }
                parser.nextToken();
            }
            return Collections.unmodifiableMap(fields);
        }

        private List<@Nullable Object> array() throws IOException {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                return Collections.emptyList();
            }
            List<@Nullable Object> items = new ArrayList<>();
            while (parser.currentToken() != JsonToken.END_ARRAY) {
                items.add(value());
                if (over()) {
                    break;
                }
                parser.nextToken();
            }
            return Collections.unmodifiableList(items);
        }
    }
}
