package dev.agentguard.javaagent.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the action of a case. */
final class CaseActions {

    /** Marks a body that a JSON string cannot hold; it belongs to the file, not to the request. */
    private static final String ENCODED = "X-Corpus-Body";

    private final boolean trustHints;
    private final @Nullable Database database;

    CaseActions(boolean trustHints) {
        this(trustHints, null);
    }

    /**
     * @param trustHints whether what a tool's server says of it is believed as far as it goes
     * @param database what runs a statement that names no database
     */
    CaseActions(boolean trustHints, @Nullable Database database) {
        this.trustHints = trustHints;
        this.database = database;
    }

    Action read(Kind kind, CaseLine line) throws CaseException {
        return switch (kind) {
            case HTTP, GRAPHQL -> request(line);
            case SQL -> statement(line);
            case SHELL -> new ProcessStart(List.of("sh", "-c", line.text("command")));
            case TOOLS -> tool(line);
        };
    }

    private static HttpCall request(CaseLine line) throws CaseException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String encoding = null;
        for (Map.Entry<String, JsonNode> header : line.fields("headers").entrySet()) {
            List<String> values = values(header.getKey(), header.getValue());
            if (header.getKey().equalsIgnoreCase(ENCODED)) {
                encoding = values.get(0);
            } else {
                headers.put(header.getKey(), values);
            }
        }
        return new HttpCall(line.text("method"), line.text("url"), headers, body(line.text("body", ""), encoding));
    }

    private SqlCall statement(CaseLine line) throws CaseException {
        Database given = line.has("database") ? Databases.of(line.text("database")) : database;
        return new SqlCall(line.text("statement"), Dialects.of(line.text("dialect", "")), given);
    }

    private static List<String> values(String name, JsonNode value) throws CaseException {
        List<String> values = new ArrayList<>();
        for (JsonNode item : value.isArray() && !value.isEmpty() ? value : List.of(value)) {
            if (!item.isTextual()) {
                throw CaseLine.wrong("headers." + name, item, "a string or a list of strings");
            }
            values.add(item.textValue());
        }
        return values;
    }

    private static Body body(String text, @Nullable String encoding) throws CaseException {
        if (encoding == null) {
            return Body.of(text);
        }
        if (!encoding.equals("base64-of-gzip")) {
            throw new CaseException(
                    "the header `" + ENCODED + "` is `" + encoding + "`, expected `base64-of-gzip` or no such header");
        }
        try {
            return Body.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new CaseException("`body` is not base64, which the header `" + ENCODED + "` says it is");
        }
    }

    private ToolCall tool(CaseLine line) throws CaseException {
        return new ToolCall(line.text("tool"), line.text("description", ""), line.values("args"), declaration(line));
    }

    /** A hint of the server stands in for the annotation of a developer only where the caller said so. */
    private ToolDeclaration declaration(CaseLine line) throws CaseException {
        if (!trustHints) {
            return ToolDeclaration.none();
        }
        Map<String, JsonNode> hints = line.fields("annotations");
        Reversibility declared = isTrue(hints, "readOnlyHint")
                ? Reversibility.READ_ONLY
                : isTrue(hints, "destructiveHint") ? Reversibility.IRREVERSIBLE : null;
        return declared == null ? ToolDeclaration.none() : new ToolDeclaration(declared.name(), "", false, List.of());
    }

    private static boolean isTrue(Map<String, JsonNode> hints, String name) {
        JsonNode hint = hints.get(name);
        return hint != null && hint.booleanValue();
    }
}
