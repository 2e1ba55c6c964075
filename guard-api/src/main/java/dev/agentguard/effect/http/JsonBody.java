package dev.agentguard.effect.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.agentguard.effect.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text read as JSON. Where a key stands twice servers differ in which value they take, and where several values
 * follow each other in how many, so all of them are readings. Not safe for use by threads.
 */
final class JsonBody {

    private static final JsonFactory BYTES = factory(Limits.DEFAULT, true);
    private static final JsonFactory TEXT = factory(Limits.DEFAULT, false);

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
        try (JsonParser parser = ofBytes(limits).createParser(utf8)) {
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
            read = read();
            values = read;
        }
        return read;
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

    private Values read() {
        int most = lines ? limits.fields() : limits.operations();
        List<@Nullable Object> found = new ArrayList<>();
        List<@Nullable Object> firsts = new ArrayList<>(0);
        try (JsonParser parser = ofText(limits).createParser(text)) {
            JsonValues reader = new JsonValues(parser, look == Look.OVER ? limits.fields() / 2 : limits.fields());
            String problem = null;
            boolean cut = false;
            while (!reader.over() && parser.nextToken() != null) {
                if (found.size() == most) {
                    problem = "more than " + most + " JSON values";
                    cut = true;
                    break;
                }
                if (!lines && !found.isEmpty() && problem == null) {
                    problem = "several JSON values follow each other at "
                            + JsonValues.position(parser.currentTokenLocation());
                }
                found.add(reader.read());
                firsts.add(reader.first());
            }
            if (reader.over()) {
                problem = "more than " + limits.fields() + " fields";
                cut = true;
            }
            if (reader.twice() == null) {
                return new Values(found, problem, cut);
            }
            found.addAll(firsts);
            return new Values(found, "a key stands twice in one JSON object at " + reader.twice(), cut);
        } catch (JsonProcessingException e) {
            String what = e instanceof StreamConstraintsException ? "the JSON is over a limit" : "not valid JSON";
            return new Values(found, what + " at " + JsonValues.position(e.getLocation()), false);
        } catch (IOException e) {
            return new Values(found, "not readable as JSON", false);
        }
    }

    private static JsonFactory ofBytes(Limits limits) {
        return limits.equals(Limits.DEFAULT) ? BYTES : factory(limits, true);
    }

    private static JsonFactory ofText(Limits limits) {
        return limits.equals(Limits.DEFAULT) ? TEXT : factory(limits, false);
    }

    /**
     * Returns what makes parsers.
     *
     * @param tables whether names are kept in a table: for bytes that saves decoding them, for text a body of many
     *     different names would only make the table grow
     */
    private static JsonFactory factory(Limits limits, boolean tables) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.bodyBytes())
                .maxDocumentLength(limits.bodyBytes())
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // hostile names would fill the table of the machine
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, tables)
                .build();
    }
}
