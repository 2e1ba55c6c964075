package dev.agentguard.effect.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.agentguard.effect.Knowledge.Telling;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a JSON text, without keeping it, for anything that may say what a request does; most bodies have none.
 * Says that there is something wherever it is not sure. Not safe for use by threads.
 */
final class QuietJson {

    /** {@code "a":1} and a comma, of which the last field has none; a second field without a name is no new one. */
    private static final int SHORTEST_FIELD = 5;

    /** Longer numbers may be beyond what is read. */
    private static final int LONGEST_NUMBER = 18;

    /** The name under which the items of a list stand that is the whole body. */
    private static final String ITEMS = "[]";

    private final JsonParser parser;
    private final TellingFields fields;
    private final Map<String, @Nullable Object> parameters;
    private final OpenValues open;
    private final @Nullable SeenNames names;
    private int left;
    private @Nullable Object parameter;
    private boolean contradicts;

    /**
     * Creates a look at a text.
     *
     * @param size how long it is, in bytes
     * @param mostNames the most different names, for only a new one costs more than its place in the text
     */
    QuietJson(
            JsonParser parser,
            TellingFields fields,
            Map<String, @Nullable Object> parameters,
            int size,
            int mostNames) {
        this.names = size / SHORTEST_FIELD > mostNames ? new SeenNames() : null;
        this.left = mostNames;
        this.parser = parser;
        this.fields = fields;
        this.parameters = parameters;
        this.open = new OpenValues(ITEMS, fields.of(ITEMS));
    }

    /** Returns whether this is one JSON value, without a name twice, in which nothing tells anything. */
    boolean read() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (open.isClosed() || !isQuiet(token)) {
                return false;
            }
            if (left < 0) {
                break;
            }
        }
        return true;
    }

    /** Returns whether only the beginning was looked at, for it has more different names than are. */
    boolean isOver() {
        return left < 0;
    }

    /** Returns whether a parameter has another value here, so that it is not known which one a server takes. */
    boolean contradicts() {
        return contradicts;
    }

    private boolean isQuiet(JsonToken token) throws IOException {
        if (parameter != null) {
            boolean same = token == JsonToken.VALUE_STRING && parameter.equals(parser.getText());
            contradicts |= !same && fields.tellsTwice(open.name());
            parameter = null;
        }
        return switch (token) {
            case FIELD_NAME -> name(parser.currentName());
            case START_OBJECT, START_ARRAY -> opens(token == JsonToken.START_ARRAY);
            case END_OBJECT, END_ARRAY -> open.close();
            default -> value(token);
        };
    }

    private boolean name(String name) {
        if (names != null && names.add(name)) {
            left--;
        }
        TellingFields.Field field = fields.of(name);
        if (open.depth() == 1 && !parameters.isEmpty()) {
            parameter = parameters.get(name);
        }
        return !field.toForms() && open.name(name, field) && (parameter == null || field.telling() != Telling.BY_VALUE);
    }

    private boolean opens(boolean list) {
        contradicts |= list && open.depth() == 0 && parameters.containsKey(ITEMS) && fields.tellsTwice(ITEMS);
        boolean quiet = open.field().telling() != Telling.BY_VALUE;
        open.open(list);
        return quiet;
    }

    private boolean value(JsonToken token) throws IOException {
        Telling telling = open.field().telling();
        return switch (token) {
            case VALUE_STRING -> telling == Telling.NEVER ? !mayBeConstant() || !tells(parser.getText()) : text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                telling != Telling.BY_VALUE && parser.getTextLength() <= LONGEST_NUMBER;
            case VALUE_TRUE -> telling != Telling.BY_VALUE || !tells(true);
            case VALUE_FALSE -> telling != Telling.BY_VALUE || !tells(false);
            case VALUE_NULL -> telling != Telling.BY_VALUE || !tells(null);
            default -> false;
        };
    }

    /** A list of texts may be a program, word by word. */
    private boolean text() throws IOException {
        return !open.inList() && !tells(parser.getText());
    }

    private boolean tells(@Nullable Object value) {
        return fields.tells(open.name(), open.field(), value);
    }

    private boolean mayBeConstant() throws IOException {
        int length = parser.getTextLength();
        int first = parser.getTextOffset();
        char[] text = parser.getTextCharacters();
        return length > 0
                && TellingFields.isOfConstants(text[first])
                && TellingFields.isOfConstants(text[first + length - 1]);
    }
}
