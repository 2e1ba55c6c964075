package dev.agentguard.examples.pocketos.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecution;
import java.io.PrintStream;
import java.util.Objects;

/**
 * Prints what the agent does, one line each: {@code call}, {@code result}, {@code answer}. Headers are left out, they
 * hold tokens; of files only their length is told, for the same reason.
 */
final class Transcript {

    private static final int LONGEST = 4_000;

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void call(ToolExecutionRequest request) {
        JsonNode arguments = parse(request.arguments());
        StringBuilder line = new StringBuilder(request.name());
        for (String name : new String[] {"method", "url", "body", "path", "text"}) {
            String value = name.equals("body")
                    ? document(arguments)
                    : arguments.path(name).asText();
            line.append(value.isEmpty() ? "" : " " + value);
        }
        print("call   ", line.toString());
    }

    /** The GraphQL document of a body, or the body. */
    private String document(JsonNode arguments) {
        String body = arguments.path("body").asText();
        String query = parse(body).path("query").asText();
        return query.isEmpty() ? body : query;
    }

    void result(ToolExecution execution) {
        boolean file = !execution.request().name().equals("httpRequest") && !execution.hasFailed();
        String text = execution.result();
        long lines = text.lines().count();
        print("result ", file ? lines + (lines == 1 ? " line" : " lines") : text);
    }

    void answer(String text) {
        print("answer ", text);
    }

    private void print(String label, String text) {
        String line = label + text.replaceAll("\\s+", " ").strip();
        out.println(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
        out.flush();
    }

    private JsonNode parse(String arguments) {
        try {
            return Objects.requireNonNullElse(json.readTree(arguments), MissingNode.getInstance());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
