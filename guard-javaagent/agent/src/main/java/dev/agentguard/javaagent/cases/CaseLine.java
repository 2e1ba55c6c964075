package dev.agentguard.javaagent.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One line of a file: a JSON object whose fields are asked for by name and type. */
final class CaseLine {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Set<String> JUDGED = Set.of(
            "id",
            "kind",
            "provider",
            "label",
            "destructive",
            "doubt",
            "method",
            "url",
            "headers",
            "body",
            "statement",
            "dialect",
            "command",
            "tool",
            "description",
            "args",
            "annotations",
            "verdict",
            "rules");

    /** What cases say about where they come from: for people, never for the readers. */
    private static final Set<String> ABOUT = Set.of(
            "source",
            "label_by",
            "disagrees_with_third_party",
            "category",
            "op",
            "technique",
            "note",
            "args_schema",
            "args_synthetic",
            "split");

    private final ObjectNode object;

    private CaseLine(ObjectNode object) {
        this.object = object;
    }

    static CaseLine parse(String text) throws CaseException {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new CaseException("column " + column + ": not JSON, expected one object a line");
        }
        if (!(node instanceof ObjectNode object)) {
            throw new CaseException("found " + type(node) + ", expected an object");
        }
        return new CaseLine(object);
    }

    /** A line of the list of rule sentences that lies beside the cases. */
    boolean isRuleSentence() {
        return object.has("text") && object.has("forbids") && !object.has("kind");
    }

    /** Keys that are nothing here; one that was meant to be a key of a case is an error instead. */
    Iterator<String> unknownKeys() throws CaseException {
        if (isRuleSentence()) {
            return List.<String>of().iterator();
        }
        Predicate<String> known = key -> JUDGED.contains(key) || ABOUT.contains(key) || key.startsWith("third_party");
        Iterable<String> keys = object::fieldNames;
        List<String> unknown = StreamSupport.stream(keys.spliterator(), false)
                .filter(known.negate())
                .toList();
        for (String key : unknown) {
            String meant = Misspelling.of(key, JUDGED);
            if (meant != null) {
                throw new CaseException("unknown key `" + key + "`, expected `" + meant + "`");
            }
        }
        return unknown.iterator();
    }

    String text(String key) throws CaseException {
        return require(key, "a string", JsonNode::isTextual).textValue();
    }

    String text(String key, String otherwise) throws CaseException {
        return isAbsent(key) ? otherwise : text(key);
    }

    boolean truth(String key) throws CaseException {
        return require(key, "true or false", JsonNode::isBoolean).booleanValue();
    }

    boolean has(String key) {
        return !isAbsent(key);
    }

    /** The object that stands at a key, as a line of its own. */
    CaseLine object(String key) throws CaseException {
        return new CaseLine((ObjectNode) require(key, "an object", JsonNode::isObject));
    }

    int number(String key) throws CaseException {
        return require(key, "a whole number", JsonNode::canConvertToInt).intValue();
    }

    /** The fields of an object; empty if the key is absent. */
    Map<String, JsonNode> fields(String key) throws CaseException {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (!isAbsent(key)) {
            require(key, "an object", JsonNode::isObject)
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
        return fields;
    }

    /** The object as plain values: strings, numbers, truth values, null, lists and maps. */
    Map<String, @Nullable Object> values(String key) throws CaseException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields(key).forEach((name, value) -> values.put(name, MAPPER.convertValue(value, Object.class)));
        return values;
    }

    static CaseException wrong(String key, JsonNode found, String expected) {
        return new CaseException("`" + key + "` is " + type(found) + ", expected " + expected);
    }

    private boolean isAbsent(String key) {
        JsonNode value = object.get(key);
        return value == null || value.isNull();
    }

    private JsonNode require(String key, String expected, Predicate<JsonNode> fits) throws CaseException {
        JsonNode value = object.get(key);
        if (value == null) {
            throw new CaseException("found no `" + key + "`, expected " + expected);
        }
        if (!fits.test(value)) {
            throw wrong(key, value, expected);
        }
        return value;
    }

    private static String type(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return "nothing";
        }
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }
}
