package dev.agentguard.javaagent.cli;

import dev.agentguard.mcp.PinsException;
import dev.agentguard.mcp.ToolPins;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the servers of MCP whose tools are pinned, and the tools that changed since. */
@Command(
        name = "mcp",
        description = "Shows the MCP servers whose tools are pinned, and the tools that are not what they were.",
        mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ToolPins pins = new ToolPins(options.store());
            Map<String, Long> counts = pins.counts();
            if (counts.isEmpty()) {
                out.println("no server of MCP was seen yet");
            }
            counts.forEach((server, tools) -> out.println(
                    TerminalLine.of(server + ": " + tools + (tools == 1 ? " tool is" : " tools are") + " pinned")));
            List<ToolPins.Pending> pending = pins.pending();
            pending.stream().limit(MOST).forEach(one -> print(one, out));
            if (pending.size() > MOST) {
                out.println("and " + (pending.size() - MOST) + " more");
            }
            if (!pending.isEmpty()) {
                out.println("calls of these are held; `mcp accept` shows one and accepts it as it is now");
            }
        } catch (PinsException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    static void print(ToolPins.Pending pending, PrintWriter out) {
        out.println(TerminalLine.of("  " + pending.shownTool() + " of " + pending.server()));
        pending.changes().forEach(change -> out.println(TerminalLine.of("    " + change)));
    }
}
