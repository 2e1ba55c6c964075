package dev.agentguard.effect.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values one after the other, at once as servers see them that take the last of two values for one key, and
 * as those see them that take the first. The parser's limit on nesting bounds the recursion. Not safe for use by threads.
 */
final class JsonValues {

    private final JsonParser parser;
    private int left;
    private @Nullable String twice;
    private @Nullable Object first;

    /**
     * Creates a reader.
     *
     * @param parser gives the tokens
     * @param most how many fields are read
     */
    JsonValues(JsonParser parser, int most) {
        this.parser = parser;
        this.left = most;
    }

    /** Returns whether there are more fields than are read; what was read before stays. */
    boolean over() {
        return left < 0;
    }

    /** Returns where a key stood twice first, or null. */
    @Nullable
    String twice() {
        return twice;
    }

    /** Returns the value that was read last, of two values for one key the first; the same object if it has no two. */
    @Nullable
    Object first() {
        return first;
    }

    /** Returns the value that begins at the current token, of two values for one key the last. */
    @Nullable
    Object read() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> same(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> same(parser.getNumberValue());
            case VALUE_TRUE -> same(true);
            case VALUE_FALSE -> same(false);
            default -> same(null);
        };
    }

    private @Nullable Object same(@Nullable Object value) {
        first = value;
        return value;
    }

    private @Nullable Object object() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return same(Collections.emptyMap());
        }
        Map<String, @Nullable Object> last = null;
        Map<String, @Nullable Object> firsts = null;
        while (parser.currentToken() == JsonToken.FIELD_NAME && --left >= 0) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = read();
            Object asFirst = first;
            if (last == null) {
                if (over() || parser.nextToken() != JsonToken.FIELD_NAME) {
                    return only(name, value, asFirst);
                }
                last = new LinkedHashMap<>();
                last.put(name, value);
                firsts = asFirst == value ? null : new LinkedHashMap<>(Collections.singletonMap(name, asFirst));
                continue;
            }
            int before = last.size();
            Object other = last.put(name, value);
            boolean again = last.size() == before;
            if (again && twice == null) {
                twice = position(parser.currentTokenLocation());
            }
            if (firsts == null && (again || asFirst != value)) {
                firsts = new LinkedHashMap<>(last);
                firsts.put(name, again ? other : asFirst);
            } else if (firsts != null && !again) {
                firsts.put(name, asFirst);
            }
            if (over()) {
                break; // what follows may be broken, and would take with it what was read
            }
            parser.nextToken();
        }
        Map<String, @Nullable Object> read = last == null ? Collections.emptyMap() : Collections.unmodifiableMap(last);
        first = firsts == null ? read : Collections.unmodifiableMap(firsts);
        return read;
    }

    /** An object of one field; bodies of very many small objects are mostly of such. */
    private Map<String, @Nullable Object> only(String name, @Nullable Object value, @Nullable Object asFirst) {
        Map<String, @Nullable Object> object = Collections.singletonMap(name, value);
        first = asFirst == value ? object : Collections.singletonMap(name, asFirst);
        return object;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> last = new ArrayList<>();
        List<@Nullable Object> firsts = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = read();
            if (firsts == null && first != value) {
                firsts = new ArrayList<>(last);
            }
            if (firsts != null) {
                firsts.add(first);
            }
            last.add(value);
            if (over()) {
                break;
            }
        }
        List<@Nullable Object> read = last.isEmpty() ? Collections.emptyList() : Collections.unmodifiableList(last);
        first = firsts == null ? read : Collections.unmodifiableList(firsts);
        return read;
    }

    static String position(@Nullable JsonLocation location) {
        return location == null ? "an unknown place" : location.getLineNr() + ":" + location.getColumnNr();
    }
}
