package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be said to a GraphQL document. */
@Command(
        name = "graphql",
        description = "Prints effects, facts and the decision for a GraphQL document, without sending it.",
        mixinStandardHelpOptions = true)
final class ExplainGraphQlCommand implements Callable<Integer> {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final TypedText typed;

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Option(
            names = "--url",
            defaultValue = "https://graphql.invalid/graphql",
            description = "the endpoint; without it one that nobody knows")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String url;

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "a header field; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--variables", paramLabel = "JSON", description = "the values of variables")
    private @Nullable String variables;

    @Option(names = "--operation", paramLabel = "NAME", description = "the operation to run")
    private @Nullable String operation;

    @Parameters(paramLabel = "DOCUMENT", description = "the document; - reads it from standard input")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String document;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ExplainGraphQlCommand(TypedText typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure {
        ObjectNode body = MAPPER.createObjectNode().put("query", typed.of(document));
        if (variables != null) {
            try {
                body.set("variables", MAPPER.readTree(variables));
            } catch (JsonProcessingException e) {
                throw new CommandFailure("`--variables` is not JSON");
            }
        }
        if (operation != null) {
            body.put("operationName", operation);
        }
        Map<String, List<String>> fields = new LinkedHashMap<>(RequestOptions.fields(headers));
        fields.put("Content-Type", List.of("application/json"));
        return options.explain(
                new HttpCall("POST", url, fields, Body.of(body.toString())),
                spec.commandLine().getOut());
    }
}
