package dev.agentguard.javaagent.cli;

import dev.agentguard.mcp.PinsException;
import dev.agentguard.mcp.ToolPins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts a tool of a server of MCP as it is now, once a human typed its name. */
@Command(
        name = "accept",
        description = "Accepts a tool of an MCP server as it is now.",
        mixinStandardHelpOptions = true)
final class McpAcceptCommand implements Callable<Integer> {

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "TOOL", description = "the tool's name, as `mcp` shows it")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String tool;

    @Option(names = "--server", paramLabel = "SERVER", description = "how its server begins, as `mcp` shows it")
    private @Nullable String server;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    McpAcceptCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ToolPins pins = new ToolPins(options.store());
            ToolPins.Pending pending = chosen(pins.pending());
            McpCommand.print(pending, out);
            out.print("Type " + TerminalLine.of(pending.shownTool()) + " to accept it as it is now: ");
            out.flush();
            String name = typed.readLine();
            if (name == null || !name.strip().equals(pending.shownTool())) {
                throw new CommandFailure("that is not its name, so nothing was accepted");
            }
            pins.accept(pending, System.getProperty("user.name", "unknown"), Instant.now());
            out.println(TerminalLine.of("`" + pending.shownTool() + "` of `" + pending.server() + "` is accepted"));
        } catch (PinsException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private ToolPins.Pending chosen(List<ToolPins.Pending> pending) throws CommandFailure {
        List<ToolPins.Pending> found = pending.stream()
                .filter(one -> one.shownTool().equals(tool))
                .filter(one -> server == null || one.server().startsWith(server))
                .toList();
        if (found.isEmpty()) {
            throw new CommandFailure("no tool `" + TerminalLine.of(tool) + "` waits to be accepted");
        }
        if (found.size() > 1) {
            throw new CommandFailure(
                    "several servers have a tool `" + TerminalLine.of(tool) + "` that waits: name one with --server");
        }
        return found.get(0);
    }
}
