package dev.agentguard.javaagent.cli;

import dev.agentguard.CallContext;
import dev.agentguard.Explanation;
import dev.agentguard.Guard;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what would be said to a request; nothing is sent but what a resolver asks. */
@Command(
        name = "explain",
        description = "Prints effects, facts and the decision for one HTTP request, without sending it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--method", description = "the request method; without it POST if there is a body, else GET")
    private @Nullable String method;

    @Option(names = "--url", required = true, description = "the absolute URL")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String url;

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "a header field; may be repeated")
    private List<String> headers = new ArrayList<>();

    @ArgGroup
    private @Nullable Content content;

    @Option(
            names = "--origin",
            description = "who sends it: ${COMPLETION-CANDIDATES}; an agent's tool without this option")
    private Origin origin = Origin.WIRE_IN_TOOL;

    @Option(names = "--json", description = "prints JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    /** The body, given in one of two ways. */
    static final class Content {
        @Option(names = "--body", paramLabel = "TEXT", description = "the body")
        private @Nullable String text;

        @Option(names = "--body-file", paramLabel = "FILE", description = "a file that holds the body")
        private @Nullable Path file;

        Body body() throws IOException {
            return file != null ? Body.of(Files.readAllBytes(file)) : Body.of(text == null ? "" : text);
        }
    }

    @Override
    public Integer call() throws CommandFailure {
        Body body = body();
        String verb = method == null ? (body.isEmpty() ? "GET" : "POST") : method;
        HttpCall call = new HttpCall(verb, url, fields(), body);
        PrintWriter out = spec.commandLine().getOut();
        try (Guard guard =
                Guard.builder().config(options.config()).wireGuarded(true).build()) {
            Explanation explanation = guard.explain(call, new CallContext("explain", origin));
            if (json) {
                out.println(ExplanationJson.of(explanation));
            } else {
                explanation.lines().stream().map(TerminalLine::of).forEach(out::println);
            }
        }
        return 0;
    }

    private Body body() throws CommandFailure {
        try {
            return content == null ? Body.empty() : content.body();
        } catch (IOException e) {
            throw new CommandFailure("the file of the body cannot be read: " + e.getMessage());
        }
    }

    private Map<String, List<String>> fields() throws CommandFailure {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new CommandFailure("a header field is written `Name: value`");
            }
            fields.computeIfAbsent(header.substring(0, colon).strip(), unused -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return fields;
    }
}
