package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.scope.local.CheckedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of which actions it is known on which branch they are. */
class CheckoutsTest {

    private static final Guard GUARD = Guard.builder().build();

    @TempDir
    private Path project;

    @BeforeEach
    void repository() throws IOException {
        Path git = Files.createDirectories(project.resolve(".git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/fix\n");
        Files.writeString(project.resolve("AGENTS.md"), "Never commit to main.\n");
    }

    @Test
    void commitInTheProject_isOnItsBranch() {
        assertThat(branch(shell("git commit -m x"), checkouts(project))).isEqualTo("fix");
        assertThat(branch(
                        tool(Map.of("command", "git commit -m x", "timeout", 5, "description", "commits")),
                        checkouts(project)))
                .isEqualTo("fix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd ../other && git commit -m x",
                "(cd ../other; git commit -m x)",
                "pushd ../other; git commit -m x",
                "git -C ../other commit -m x",
                "git --git-dir=../other/.git commit -m x",
                "GIT_DIR=../other/.git git commit -m x",
                "env -C ../other git commit -m x",
                "ssh build git commit -m x",
                "docker exec x git commit -m x"
            })
    void whatGoesElsewhere_isUnknown(String line) {
        assertThat(branch(shell(line), checkouts(project))).as(line).isNull();
        assertThat(branch(tool(Map.of("command", line)), checkouts(project)))
                .as(line)
                .isNull();
    }

    @Test
    void toolThatIsToldWhere_isUnknown() {
        assertThat(branch(tool(Map.of("command", "git commit -m x", "cwd", "../other")), checkouts(project)))
                .isNull();
        assertThat(branch(
                        tool(Map.of("command", "git commit -m x", "options", Map.of("cwd", "/o"))), checkouts(project)))
                .isNull();
    }

    @Test
    void anotherRepositoryThanTheRules_isUnknown(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve(".git"));
        Files.writeString(other.resolve(".git/HEAD"), "ref: refs/heads/fix\n");

        assertThat(branch(shell("git commit -m x"), checkouts(other))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIT_DIR", "GIT_WORK_TREE", "GIT_CONFIG_COUNT"})
    void environmentOfGit_isUnknown(String variable) {
        Checkouts elsewhere = new Checkouts(List.of(project.resolve("AGENTS.md")), project, Map.of(variable, "x"));

        assertThat(branch(shell("git commit -m x"), elsewhere)).isNull();
    }

    @Test
    void environmentThatSaysNothingOfWhere_isNoMatter() {
        Checkouts here = new Checkouts(
                List.of(project.resolve("AGENTS.md")), project, Map.of("GIT_SSL_CAINFO", "x", "GIT_AUTHOR_NAME", "x"));

        assertThat(branch(shell("git commit -m x"), here)).isEqualTo("fix");
    }

    private Checkouts checkouts(Path directory) {
        return new Checkouts(
                List.of(project.resolve("guard-rules.lock"), project.resolve("AGENTS.md")), directory, Map.of());
    }

    private static @Nullable String branch(Action action, Checkouts checkouts) {
        CheckedOut found = GUARD.effects(action).stream()
                .map(effect -> checkouts.of(action, effect))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        return found == null ? null : found.branch();
    }

    private static Action shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    private static Action tool(Map<String, Object> arguments) {
        return new ToolCall("bash", "Runs a command", arguments, ToolDeclaration.none());
    }
}
