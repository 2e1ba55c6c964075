package dev.agentguard.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the file of pins.
 *
 * @param kind what it says
 * @param server the server
 * @param tool the tool's name there
 * @param definition what the server said of it
 * @param by who accepted it; empty if nobody did
 * @param time when
 */
record PinLine(Kind kind, String server, String tool, Definition definition, String by, String time) {

    private static final ObjectMapper JSON = new ObjectMapper(
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    /** What a line says. */
    enum Kind {
        /** The server was seen for the first time, with this. */
        FIRST,
        /** It said this later; nobody has looked. */
        SEEN,
        /** A human accepted this. */
        ACCEPTED
    }

    String json() {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", kind.name())
                .put("server", server)
                .put("tool", tool)
                .put("time", time);
        if (!by.isEmpty()) {
            json.put("by", by);
        }
        ObjectNode parts = json.putObject("parts");
        definition
                .parts()
                .forEach((name, part) ->
                        parts.putObject(name).put("digest", part.digest()).put("text", part.text()));
        return json.toString();
    }

    static PinLine of(String line) throws IOException {
        try {
            JsonNode json = JSON.readTree(line);
            Map<String, Definition.Part> parts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> part : json.path("parts").properties()) {
                parts.put(
                        part.getKey(),
                        new Definition.Part(
                                part.getValue().path("digest").asText(),
                                part.getValue().path("text").asText()));
            }
            return new PinLine(
                    Kind.valueOf(json.path("kind").asText()),
                    json.path("server").asText(),
                    json.path("tool").asText(),
                    new Definition(parts),
                    json.path("by").asText(),
                    json.path("time").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("a line is no pin", e);
        }
    }
}
