package dev.agentguard.javaagent.cli;

import dev.agentguard.CallContext;
import dev.agentguard.Explanation;
import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.ToolCall;
import dev.agentguard.decision.Origin;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every explanation is told: the configuration, who acts, and how to print. */
final class ExplainOptions {

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Option(
            names = "--origin",
            description = "who does it: ${COMPLETION-CANDIDATES}; an agent's tool without this option")
    private @Nullable Origin origin;

    @Option(names = "--json", description = "prints JSON")
    private boolean json;

    /** Prints what would be said to an action; nothing is sent but what a resolver asks. */
    int explain(Action action, PrintWriter out) {
        boolean tool = action instanceof ToolCall;
        Origin from = origin != null ? origin : tool ? Origin.TOOL : Origin.WIRE_IN_TOOL;
        try (Guard guard =
                Guard.builder().config(config.config()).wireGuarded(!tool).build()) {
            Explanation explanation = guard.explain(action, new CallContext("explain", from));
            if (json) {
                out.println(ExplanationJson.of(explanation));
            } else {
                explanation.lines().stream().map(TerminalLine::of).forEach(out::println);
            }
        }
        return 0;
    }
}
