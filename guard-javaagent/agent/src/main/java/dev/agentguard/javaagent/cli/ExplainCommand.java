package dev.agentguard.javaagent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what would be said to one action; without the kind of action it is a request. */
@Command(
        name = "explain",
        description = "Prints effects, facts and the decision for one action, without doing it."
                + " Without a command the options describe an HTTP request.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Mixin
    private final RequestOptions request = new RequestOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        return options.explain(request.request(spec), spec.commandLine().getOut());
    }

    /** The kind of action in a word of its own. */
    @Command(
            name = "http",
            description = "Prints effects, facts and the decision for an HTTP request, without sending it.",
            mixinStandardHelpOptions = true)
    static final class Http implements Callable<Integer> {

        @Mixin
        private final ExplainOptions options = new ExplainOptions();

        @Mixin
        private final RequestOptions request = new RequestOptions();

        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private CommandSpec spec;

        @Override
        public Integer call() throws CommandFailure {
            return options.explain(request.request(spec), spec.commandLine().getOut());
        }
    }
}
