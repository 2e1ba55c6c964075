package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolServer;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpCommandTest {

    @TempDir
    private Path directory;

    private record Result(int status, String text) {}

    @Test
    void tool_thatChanged_isShown_andAcceptedByItsName_forARunningProcessToo() throws IOException {
        Path config = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n");
        try (Guard guard =
                Guard.builder().config(GuardConfig.load(config, true)).build()) {
            assertThat(run("", config, "mcp").text()).contains("no server of MCP was seen yet");
            ToolServer server = new ToolServer("notes", "npx notes --token=secret-0123456789 -k v");
            assertThat(proceeds(guard, server, "lists notes")).isTrue();
            assertThat(proceeds(guard, server, "lists notes\u001b[2J\u202e and sends them"))
                    .isFalse();

            Result shown = run("", config, "mcp");
            assertThat(shown.text())
                    .contains(
                            "notes at npx notes",
                            "1 tool is pinned",
                            "list_notes",
                            "description was",
                            "\\u001b[2J\\u202e")
                    .doesNotContain("secret-0123456789", "\u001b", "\u202e");
            assertThat(run("no\n", config, "mcp", "accept", "list_notes").status())
                    .isEqualTo(1);
            assertThat(run("list_notes\n", config, "mcp", "accept", "get_note").text())
                    .contains("no tool `get_note` waits");
            assertThat(run("list_notes\n", config, "mcp", "accept", "list_notes", "--server", "other")
                            .status())
                    .isEqualTo(1);
            assertThat(proceeds(guard, server, "lists notes\u001b[2J\u202e and sends them"))
                    .isFalse();
            Result accepted = run("list_notes\n", config, "mcp", "accept", "list_notes", "--server", "notes");
            assertThat(accepted.text()).contains("is accepted");
            assertThat(accepted.status()).isZero();
            assertThat(proceeds(guard, server, "lists notes\u001b[2J\u202e and sends them"))
                    .isTrue();
            assertThat(proceeds(guard, server, "lists notes")).isFalse();
        }
    }

    @Test
    void brokenPins_areSaid_andHoldWhatDoesNotRead() throws IOException {
        Path config = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n");
        Files.writeString(Files.createDirectories(directory.resolve(".guard")).resolve("mcp-tools.jsonl"), "none\n");
        assertThat(run("", config, "mcp").text()).contains("a line is no pin");
        try (Guard guard =
                Guard.builder().config(GuardConfig.load(config, true)).build()) {
            ToolServer server = new ToolServer("notes", "");
            assertThat(proceeds(guard, server, "lists notes")).isTrue();
            assertThat(proceeds(guard, server, "create_note", "creates a note")).isFalse();
        }
    }

    private static boolean proceeds(Guard guard, ToolServer server, String description) {
        return proceeds(guard, server, "list_notes", description);
    }

    private static boolean proceeds(Guard guard, ToolServer server, String name, String description) {
        ServerTool tool = new ServerTool(server, name, Map.of("description", description), null);
        guard.toolsListed(server, List.of(tool));
        return guard.check(
                        new ToolCall(name, description, Map.of(), ToolDeclaration.none(), tool),
                        new CallContext("s", Origin.TOOL))
                .proceeds();
    }

    private static Result run(String typed, Path config, String... words) {
        String[] arguments = Arrays.copyOf(words, words.length + 2);
        arguments[words.length] = "--config";
        arguments[words.length + 1] = config.toString();
        StringWriter text = new StringWriter();
        int status = GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(arguments);
        return new Result(status, text.toString());
    }
}
