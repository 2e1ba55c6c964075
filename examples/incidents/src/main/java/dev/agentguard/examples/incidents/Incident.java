package dev.agentguard.examples.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An act that destroyed something, or would have.
 *
 * @param id its number in the list of incidents
 * @param act what happened, in words
 * @param check the one check that is on
 * @param config what {@code guard.yaml} says beside that
 * @param agents what AGENTS.md says; empty if there is none
 * @param seen text that the model read before; empty if none
 * @param before what the session did before
 * @param action the act
 * @param verdict what Guard has to say to it
 * @param rule by which rule
 * @param twin what looks alike and has to pass
 */
record Incident(
        String id,
        String act,
        String check,
        String config,
        String agents,
        String seen,
        List<JsonNode> before,
        JsonNode action,
        String verdict,
        String rule,
        JsonNode twin) {

    private static final String FILE = "incidents.jsonl";

    static List<Incident> all() throws IOException {
        List<Incident> all = new ArrayList<>();
        try (InputStream in = Incident.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("no " + FILE);
            }
            JsonMapper.builder().build().readerFor(JsonNode.class).<JsonNode>readValues(in).readAll().stream()
                    .map(Incident::of)
                    .forEach(all::add);
        }
        return all;
    }

    private static Incident of(JsonNode row) {
        List<JsonNode> before = new ArrayList<>();
        row.path("before").forEach(before::add);
        return new Incident(
                row.required("id").asText(),
                row.required("act").asText(),
                row.required("check").asText(),
                row.path("config").asText(""),
                row.path("agents").asText(""),
                row.path("seen").asText(""),
                before,
                row.required("action"),
                row.required("verdict").asText(),
                row.required("rule").asText(),
                row.required("twin"));
    }

    @Override
    public String toString() {
        return id + " " + act;
    }
}
