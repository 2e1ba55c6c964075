package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Guard goes by is out of an agent's reach, whichever way it tries; reading it is not. */
class TamperingTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);

    @TempDir
    Path project;

    @BeforeEach
    void files() throws IOException {
        write("guard.yaml", "version: 1\npacks: [mine.yaml]\nchecks: {rules: off}\n");
        write("mine.yaml", """
                guard-pack: 1
                id: mine.commands
                version: "2026-11-22"
                maturity: incubating
                sources: [{address: "https://example.com", read: "2026-11-22"}]
                protocol: command
                programs:
                  mine: read-only
                """);
        write("AGENTS.md", "Never drop tables.\n");
        write(".cursor/rules/x.mdc", "Never delete volumes.\n");
        write("README.md", "Read me.\n");
        write("sub/notes.md", "Notes.\n");
        Files.createDirectories(project.resolve(".guard"));
        Files.createSymbolicLink(project.resolve("innocent.md"), project.resolve("AGENTS.md"));
        Files.createSymbolicLink(project.resolve("elsewhere"), project);
        Files.createLink(project.resolve("hard.md"), project.resolve("AGENTS.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x > P/AGENTS.md",
                "echo x >> P/agents.MD",
                "cd P && echo x > AGENTS.md",
                "cd P/sub && rm ../AGENTS.md",
                "cd \"$X\" && rm AGENTS.md",
                "rm P/sub/../AGENTS.md",
                "rm P/./AGENTS.md",
                "rm P/innocent.md && echo x > P/innocent.md",
                "echo x > P/hard.md",
                "echo x > P/elsewhere/guard.yaml",
                "sed -i s/a/b/ P/AGENTS.md",
                "cp P/README.md P/AGENTS.md",
                "mv P/AGENTS.md P/old.md",
                "mv P/.cursor P/gone",
                "ln -sf P/README.md P/AGENTS.md",
                "tee P/guard.yaml < P/README.md",
                "dd if=/dev/null of=P/guard.yaml",
                "truncate -s 0 P/mine.yaml",
                "perl -pi -e s/a/b/ P/AGENTS.md",
                "python3 -c 'open(\"P/AGENTS.md\",\"w\").write(\"\")'",
                "python3 -c 'import os; os.chdir(\"P\"); os.remove(\"AGENTS\" \".md\"); open(\"guard.yaml\",\"w\")'",
                "node -e 'require(\"fs\").writeFileSync(\"P/guard.yaml\", \"\")'",
                "python3 - <<'E'\nopen('P/guard.yaml','w').write('')\nE",
                "rm -rf P",
                "rm -rf P/.guard",
                "rm -rf P/*",
                "rm P/*.md",
                "rm P/AGENT?.md",
                "rm -r P/.cursor/rules",
                "find P -delete",
                "find P -name '*.md' -delete",
                "find P -name '*' -delete",
                "find P -name '*.log' -o -name '*.md' -delete",
                "find P -name 'AG*' -exec rm {} +",
                "find P -name '*.log' -exec rm -rf P +",
                "find P -type d -name .cursor -exec rm -rf {} +",
                "git -C P rm -r .cursor",
                "git -C P mv .cursor sub",
                "mv -t P/sub P/.cursor P/AGENTS.md",
                "git -C P checkout -- AGENTS.md",
                "git -C P rm AGENTS.md",
                "echo x > P/.guard/approvals/1",
                "curl -o P/AGENTS.md https://example.com/x",
                "rm ~/.guard/trusted",
                "java -jar guard.jar approve 12ab",
                "yes accept | java -jar guard.jar rules accept 1",
                "echo x > P/guard-rules.lock",
                "cp P/README.md P/guard-rules.proposals",
                "java -jar /opt/guard.jar trust P/guard.yaml",
                "java -jar /opt/guard.jar mcp accept list_notes",
                "java -cp /opt/guard.jar dev.agentguard.javaagent.cli.Main approve 12ab",
                "sudo bash -c 'rm P/AGENTS.md'",
            })
    void commandsThatChangeThem_areRefused(String line) {
        assertRefused(shell(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat P/AGENTS.md",
                "grep -n volumes P/AGENTS.md > P/sub/out.txt",
                "cp P/AGENTS.md P/sub/copy.md",
                "diff P/AGENTS.md P/README.md",
                "git -C P add AGENTS.md",
                "git -C P commit -m 'Explain AGENTS.md' AGENTS.md",
                "python3 -c 'print(open(\"P/AGENTS.md\").read())'",
                "echo AGENTS.md >> P/sub/list.txt",
                "sed -i s/a/b/ P/README.md",
                "rm P/sub/notes.md",
                "rm -rf P/sub",
                "rm P/sub/*",
                "mkdir P/new && touch P/new/file.txt",
                "java -jar app.jar approve 12",
                "npm test",
                "mv P/sub/notes.md P",
                "cd P && mv sub/notes.md .",
                "cd P && mv sub/* .",
                "cd P && find . -name '*.log' -delete",
                "find P -name '*.pyc' -exec rm {} +",
                "find P -type d -name __pycache__ -exec rm -rf {} +",
            })
    void everythingElse_isNotSaidToBeTampering(String line) {
        assertThat(reasons(shell(line))).doesNotContain("guard.own-files");
    }

    @Test
    void toolsThatChangeThem_areRefused_andReadingIsNot() {
        assertRefused(tool("write_file", Map.of("path", project + "/AGENTS.md", "content", "x")));
        assertRefused(tool("write_file", Map.of("path", "AGENTS.md", "content", "x")));
        assertRefused(tool("write_file", Map.of("path", "/AGENTS.md", "content", "x")));
        assertRefused(tool("write_file", Map.of("path", "./sub/../agents.md", "content", "x")));
        assertRefused(tool("write_file", Map.of("uri", "file://" + project + "/guard.yaml", "content", "x")));
        assertRefused(tool("delete_file", Map.of("file", project + "/innocent.md")));
        assertRefused(tool("delete_directory", Map.of("path", project + "/.cursor")));
        assertRefused(tool("edit", Map.of("edits", List.of(Map.of("file_path", project + "/guard.yaml")))));
        assertRefused(tool("move_file", Map.of("source", project + "/AGENTS.md", "destination", "/tmp/x")));
        assertRefused(tool(
                "apply_patch",
                Map.of("patch", "*** Begin Patch\n*** Update File: AGENTS.md\n@@\n-Never\n+Always\n*** End Patch\n")));
        assertRefused(tool(
                "apply_patch",
                Map.of("patch", "--- a/AGENTS.md\n+++ b/AGENTS.md\n@@ -1 +1 @@\n-Never drop tables.\n+Drop.\n")));
        assertRefused(tool("run_command", Map.of("command", "rm " + project + "/AGENTS.md")));
        assertRefused(tool("process", Map.of("target", project + "/AGENTS.md")));

        assertThat(reasons(tool("read_file", Map.of("path", project + "/AGENTS.md"))))
                .doesNotContain("guard.own-files");
        assertThat(reasons(tool("write_file", Map.of("path", project + "/README.md", "content", "see AGENTS.md"))))
                .doesNotContain("guard.own-files");
        assertThat(reasons(tool("create_issue", Map.of("title", "AGENTS.md", "body", "AGENTS.md"))))
                .doesNotContain("guard.own-files");
    }

    @Test
    void aForgesApi_doesNotChangeThemEither() {
        assertRefused(put("https://api.github.com/repos/o/r/contents/AGENTS.md"));
        assertRefused(put("https://api.github.com/repos/o/r/contents/.cursor/rules%2Fx.mdc"));
        assertRefused(put("https://gitlab.com/api/v4/projects/1/repository/files/guard%2Eyaml?branch=main"));
        assertThat(reasons(put("https://api.github.com/repos/o/r/contents/docs/README.md")))
                .doesNotContain("guard.own-files");
    }

    private void assertRefused(Action action) {
        try (Guard guard = guard()) {
            Verdict verdict = guard.check(action, TOOL);
            assertThat(verdict.proceeds()).isFalse();
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(verdict.message()).contains("guard.own-files").contains("ask a human to change it");
        }
    }

    private List<String> reasons(Action action) {
        try (Guard guard = guard()) {
            return guard.check(action, TOOL).decision().reasons().stream()
                    .map(reason -> reason.rule())
                    .toList();
        }
    }

    private Guard guard() {
        GuardConfig config =
                GuardConfig.load(project.resolve("guard.yaml"), true).withStore(project.resolve(".guard"));
        return Guard.builder().config(config).build();
    }

    private Action shell(String line) {
        return new ProcessStart(List.of(
                "sh",
                "-c",
                line.replace("P/", project + "/")
                        .replace("P ", project + " ")
                        .replaceAll(" P$", " " + project)
                        .replace("\"P\"", "\"" + project + "\"")));
    }

    private static Action tool(String name, Map<String, Object> arguments) {
        return new ToolCall(name, "", Map.copyOf(arguments), ToolDeclaration.none());
    }

    private static Action put(String url) {
        return new HttpCall("PUT", url, Map.of(), Body.of("{\"message\":\"x\",\"content\":\"eA==\"}"));
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
