package dev.agentguard.javaagent.cli;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be said to a tool call. */
@Command(
        name = "tool",
        description =
                "Prints effects, facts and the decision for the call of a tool that carries no annotation, without"
                        + " running it.",
        mixinStandardHelpOptions = true)
final class ExplainToolCommand implements Callable<Integer> {

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Parameters(paramLabel = "NAME", description = "the tool's name")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String name;

    @Option(names = "--description", defaultValue = "", description = "what the tool says of itself")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String description;

    @Option(names = "--arguments", paramLabel = "JSON", description = "the arguments as one JSON object")
    private @Nullable String arguments;

    @Option(names = "--arg", paramLabel = "NAME=TEXT", description = "one argument as text; may be repeated")
    private Map<String, String> texts = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(object());
        all.putAll(texts);
        return options.explain(
                new ToolCall(name, description, all, ToolDeclaration.none()),
                spec.commandLine().getOut());
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private Map<String, @Nullable Object> object() throws CommandFailure {
        if (arguments == null) {
            return Map.of();
        }
        try {
            if (PlainJson.read(arguments) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
        } catch (UnreadableArgumentsException e) {
            throw new CommandFailure("`--arguments`: " + e.because());
        }
        throw new CommandFailure("`--arguments` is not one JSON object");
    }
}
