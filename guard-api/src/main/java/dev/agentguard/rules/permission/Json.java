package dev.agentguard.rules.permission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value with the line that it starts in. Comments and a comma behind the last element are accepted, as the
 * programs that these files belong to do.
 *
 * @param line the line, from 1
 * @param text the value, if it is a string, a number or a truth value; a name stands for an object's or a list's kind
 * @param type what it is
 * @param items the elements of a list
 * @param fields the fields of an object in order, also those whose name occurs twice
 */
record Json(int line, String text, Type type, List<Json> items, List<Field> fields) {

    private static final int DEEPEST = 50;
    private static final int MOST = 50_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(1 << 20)
                    .maxNameLength(10_000)
                    .build())
            .build();

    record Field(String name, Json value) {}

    enum Type {
        STRING,
        OTHER,
        LIST,
        OBJECT
    }

    /** Reads a document. */
    static Json read(String text) throws UnreadableFileException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json json = new Reader(parser).value();
            if (parser.nextToken() != null) {
                throw new UnreadableFileException(line(parser), "more than one JSON value");
            }
            return json;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new UnreadableFileException(line, "no valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableFileException(1, "cannot be read as JSON");
        }
    }

    boolean isString() {
        return type == Type.STRING;
    }

    /** Returns the value of a field, the last one of that name as every reader of JSON does, or null. */
    @Nullable
    Json get(String name) {
        Json found = null;
        for (Field field : fields) {
            found = field.name().equals(name) ? field.value() : found;
        }
        return found;
    }

    /** Returns the values of all fields of a name: to a reader that only tightens both count. */
    List<Json> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static final class Reader {

        private final JsonParser parser;
        private int values;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        /** The depth is bounded by the parser, which refuses what is deeper. */
        Json value() throws IOException, UnreadableFileException {
            int line = line(parser);
            if (++values > MOST) {
                throw new UnreadableFileException(line, "more than " + MOST + " values");
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                List<Field> fields = new ArrayList<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.add(new Field(name, value()));
                }
                return new Json(line, "", Type.OBJECT, List.of(), List.copyOf(fields));
            }
            if (token == JsonToken.START_ARRAY) {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value());
                }
                return new Json(line, "", Type.LIST, List.copyOf(items), List.of());
            }
            if (token == null) {
                throw new UnreadableFileException(line, "is empty or ends too early");
            }
            Type type = token == JsonToken.VALUE_STRING ? Type.STRING : Type.OTHER;
            return new Json(line, parser.getText(), type, List.of(), List.of());
        }
    }
}
