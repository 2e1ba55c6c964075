package dev.agentguard.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries as JSON objects of one line of ASCII, their keys in order, so that an entry is one text only. */
final class EntryJson {

    static final int LONGEST = 64 << 10;

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_ID = 64;
    private static final int MOST = 1_000;
    private static final long LONGEST_DAYS = 3_660;
    private static final String SIGNED = "dev.agentguard.freeze/1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EntryJson() {}

    static String write(FreezeEntry entry) {
        Map<String, Object> fields = fields(entry);
        if (entry.signature() != null) {
            fields.put("signature", entry.signature());
        }
        return text(fields);
    }

    /** Returns what is signed. It says what it is, so that no signature given for something else passes for this. */
    static byte[] signed(FreezeEntry entry) {
        Map<String, Object> fields = fields(entry);
        fields.put("signed", SIGNED);
        return text(fields).getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Object> fields(FreezeEntry entry) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("kind", entry.kind().name());
        fields.put("id", entry.id());
        fields.put("scope", entry.scope().kind().name());
        fields.put("name", entry.scope().name());
        fields.put("by", entry.by());
        fields.put("reason", entry.reason());
        fields.put("at", entry.at().toString());
        Duration length = entry.length();
        if (length != null) {
            fields.put("for", length.toString());
        }
        if (!entry.thaws().isEmpty()) {
            fields.put("thaws", entry.thaws());
        }
        return fields;
    }

    private static String text(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    static FreezeEntry read(String line) throws IOException {
        if (line.length() > LONGEST) {
            throw new IOException("it is longer than " + LONGEST + " characters");
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON", e); // whose message would quote it
        }
        try {
            return entry(json);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("it is no entry", e);
        }
    }

    private static FreezeEntry entry(JsonNode json) throws IOException {
        List<String> thaws = new ArrayList<>();
        for (JsonNode id : json.path("thaws")) {
            thaws.add(text(id, LONGEST_ID));
            if (thaws.size() > MOST) {
                throw new IOException("it thaws more than " + MOST);
            }
        }
        FreezeEntry entry = new FreezeEntry(
                FreezeEntry.Kind.valueOf(text(json.path("kind"), LONGEST_ID)),
                text(json.path("id"), LONGEST_ID),
                new FreezeScope(
                        FreezeScope.Kind.valueOf(text(json.path("scope"), LONGEST_ID)),
                        text(json.path("name"), LONGEST_TEXT)),
                text(json.path("by"), LONGEST_TEXT),
                text(json.path("reason"), LONGEST_TEXT),
                Instant.parse(text(json.path("at"), LONGEST_ID)),
                json.has("for") ? Duration.parse(text(json.path("for"), LONGEST_ID)) : null,
                thaws,
                json.has("signature") ? text(json.path("signature"), LONGEST_TEXT) : null);
        Duration length = entry.length();
        if (entry.id().isEmpty() || (length != null && (length.isNegative() || length.toDays() > LONGEST_DAYS))) {
            throw new IOException("it is no entry");
        }
        entry.until();
        return entry;
    }

    private static String text(JsonNode node, int longest) throws IOException {
        if (!node.isTextual() || node.textValue().length() > longest) {
            throw new IOException("it is no entry");
        }
        return node.textValue();
    }

    /** A text as it may stand in an entry, a message or a terminal: short, on one line, nothing that hides. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.strip().codePoints().limit(LONGEST_TEXT / 2).forEach(c -> {
            boolean acts = switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> true;
                default -> c == '`';
            };
            plain.appendCodePoint(acts ? ' ' : c);
        });
        return plain.toString();
    }
}
