package dev.agentguard.approval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The store's files as JSON. What is missing or of another type makes a file unreadable, never a default. */
final class ApprovalJson {

    private static final int SCHEMA = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ApprovalJson() {}

    static byte[] write(ApprovalRequest request, Map<String, String> parts) {
        ObjectNode json = start(request.id());
        json.put("digest", request.digest());
        json.put("session", request.session());
        json.put("createdAt", request.createdAt().toString());
        json.put("expiresAt", request.expiresAt().toString());
        json.put("confirm", request.confirm());
        ArrayNode targets = json.putArray("targets");
        request.targets()
                .forEach(target ->
                        targets.addObject().put("operation", target.operation()).put("resource", target.resource()));
        ArrayNode lines = json.putArray("lines");
        request.lines().forEach(lines::add);
        ArrayNode reasons = json.putArray("reasons");
        request.reasons().forEach(reasons::add);
        ObjectNode digests = json.putObject("parts");
        parts.forEach(digests::put);
        return bytes(json);
    }

    static StoredRequest readRequest(byte[] bytes, String hash) throws IOException, ApprovalException {
        JsonNode json = read(bytes);
        List<ApprovalTarget> targets = new ArrayList<>();
        for (JsonNode target : array(json, "targets")) {
            targets.add(new ApprovalTarget(text(target, "operation"), text(target, "resource")));
        }
        Map<String, String> parts = new LinkedHashMap<>();
        JsonNode digests = json.path("parts");
        for (String name : (Iterable<String>) digests::fieldNames) {
            parts.put(name, text(digests, name));
        }
        ApprovalRequest request = new ApprovalRequest(
                text(json, "id"),
                text(json, "digest"),
                text(json, "session"),
                instant(json, "createdAt"),
                instant(json, "expiresAt"),
                text(json, "confirm"),
                targets,
                texts(json, "lines"),
                texts(json, "reasons"));
        boolean intact = ApprovalSubject.digest(parts, request.targets(), request.confirm())
                .equals(request.digest());
        return new StoredRequest(request, intact, hash);
    }

    static byte[] write(StoredAnswer answer) {
        ObjectNode json = start(answer.id());
        json.put("digest", answer.digest());
        json.put("request", answer.requestHash());
        json.put("approved", answer.approved());
        json.put("approver", answer.approver());
        json.put("reason", answer.reason());
        json.put("at", answer.at().toString());
        if (answer.signature() != null) {
            json.put("signature", answer.signature());
        }
        return bytes(json);
    }

    static StoredAnswer readAnswer(byte[] bytes) throws IOException {
        JsonNode json = read(bytes);
        JsonNode approved = json.path("approved");
        if (!approved.isBoolean()) {
            throw new IOException("`approved` is missing");
        }
        return new StoredAnswer(
                text(json, "id"),
                text(json, "digest"),
                text(json, "request"),
                approved.booleanValue(),
                text(json, "approver"),
                text(json, "reason"),
                instant(json, "at"),
                json.has("signature") ? text(json, "signature") : null);
    }

    static byte[] write(HeldCall call) {
        ObjectNode json = start(call.request());
        json.put("session", call.session());
        json.put("service", call.service());
        json.put("tool", call.tool());
        json.put("arguments", call.arguments());
        json.put("memory", call.memory());
        return bytes(json);
    }

    static HeldCall readCall(byte[] bytes) throws IOException {
        JsonNode json = read(bytes);
        return new HeldCall(
                text(json, "id"),
                text(json, "session"),
                text(json, "service"),
                text(json, "tool"),
                text(json, "arguments"),
                json.path("memory").isNull() ? null : text(json, "memory"));
    }

    static byte[] closed(String id, boolean used, Instant at) {
        return bytes(start(id).put("closed", used ? "used" : "expired").put("at", at.toString()));
    }

    static boolean readClosedUsed(byte[] bytes) throws IOException {
        return text(read(bytes), "closed").equals("used");
    }

    static byte[] tries(String id, int wrong) {
        return bytes(start(id).put("wrong", wrong));
    }

    static int readTries(byte[] bytes) throws IOException {
        JsonNode wrong = read(bytes).path("wrong");
        if (!wrong.isInt() || wrong.intValue() < 0) {
            throw new IOException("`wrong` is missing");
        }
        return wrong.intValue();
    }

    private static ObjectNode start(String id) {
        return MAPPER.createObjectNode().put("schema", SCHEMA).put("id", id);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        JsonNode json = MAPPER.readTree(bytes);
        if (json == null || json.path("schema").asInt(0) != SCHEMA) {
            throw new IOException("not a file of schema " + SCHEMA);
        }
        return json;
    }

    private static String text(JsonNode json, String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IOException("`" + name + "` is missing");
        }
        return value.textValue();
    }

    private static Instant instant(JsonNode json, String name) throws IOException {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IOException("`" + name + "` is no time", e);
        }
    }

    private static JsonNode array(JsonNode json, String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isArray()) {
            throw new IOException("`" + name + "` is missing");
        }
        return value;
    }

    private static List<String> texts(JsonNode json, String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(json, name)) {
            if (!element.isTextual()) {
                throw new IOException("`" + name + "` holds something that is no text");
            }
            texts.add(element.textValue());
        }
        return texts;
    }
}
