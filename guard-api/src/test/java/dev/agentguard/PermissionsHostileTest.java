package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permission files that were made to break their readers: one message each, and the other files hold. */
class PermissionsHostileTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path project;

    @BeforeEach
    void another_file_that_must_hold() {
        PermissionProject.write(
                project, ".claude/settings.json", "{\"permissions\": {\"deny\": [\"Bash(npm publish *)\"]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".claude/settings.local.json",
                ".codex/rules/a.rules",
                ".gemini/policies/a.toml",
                ".cursor/permissions.json",
                ".cursor/cli.json",
                ".cursor/hooks.json"
            })
    void whatIsTooLargeOrNoText_isOneMessage(String file) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, "x".repeat(5 << 20).getBytes(StandardCharsets.UTF_8));
        assertOneMessage(file + ":1 ", "larger than");
        Files.write(path, new byte[] {'{', '"', (byte) 0xff, '"', '}'});
        assertOneMessage(file + ":1 ", "not valid UTF-8");
        Files.delete(path);
        Files.createDirectory(path);
        if (file.endsWith(".json")) {
            assertOneMessage(file + ":1 ", "no file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[], ", "\"a", "{\"permissions\": {\"deny\": [\"Bash(", "/*", "//"})
    void jsonThatNeverEnds_isOneMessage(String part) {
        PermissionProject.write(project, ".claude/settings.local.json", part.repeat((1 << 19) / part.length()));
        assertOneMessage(".claude/settings.local.json:1 ", "nothing of it is enforced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = [", "a = {b = ", "[[", "[[rule]]\na = [[[[", "x = \"\"\"", "x = '"})
    void tomlThatNeverEnds_endsSoon(String part) {
        PermissionProject.write(project, ".gemini/policies/a.toml", part.repeat((1 << 16) / part.length()));
        assertOneMessage(".gemini/policies/a.toml:", "nothing of it is enforced");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix_rule(pattern = [",
                "prefix_rule(",
                "[",
                "((",
                "'''x",
                "a\n",
                "x = 1\n",
                "prefix_rule(pattern=['a'\n"
            })
    void starlarkThatNeverEnds_endsSoonWithFewMessages(String part) {
        PermissionProject.write(project, ".codex/rules/a.rules", part.repeat((1 << 20) / part.length() - 1));
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            try (PermissionProject guarded = PermissionProject.in(project)) {
                assertThat(guarded.advice()).isNotEmpty().hasSizeLessThan(30);
                assertThat(guarded.said("$ npm publish x")).isEqualTo("deny");
            }
        });
    }

    @Test
    void hugeLists_areReadSoonAndBounded() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            entries.append(i == 0 ? "" : ", ").append("\"Bash(tool").append(i).append(" *)\"");
        }
        PermissionProject.write(
                project, ".claude/settings.local.json", "{\"permissions\": {\"deny\": [" + entries + "]}}");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (PermissionProject guarded = PermissionProject.in(project)) {
                assertThat(guarded.said("$ tool7 x")).isEqualTo("deny");
                assertThat(guarded.said("$ npm publish x")).isEqualTo("deny");
                assertThat(guarded.config().rules()).hasSizeLessThanOrEqualTo(20_000);
                assertThat(guarded.advice()).anyMatch(line -> line.contains("what follows is not enforced"));
            }
        });
    }

    @Test
    void linksThatLeadInACircle_orNowhere_areOneMessageEach() throws IOException {
        Path folder = Files.createDirectories(project.resolve(".cursor"));
        Files.createSymbolicLink(folder.resolve("cli.json"), folder.resolve("hooks.json"));
        Files.createSymbolicLink(folder.resolve("hooks.json"), folder.resolve("cli.json"));
        Files.createSymbolicLink(folder.resolve("permissions.json"), folder.resolve("none"));
        try (PermissionProject guarded = PermissionProject.in(project)) {
            assertThat(guarded.advice()).hasSize(3).allMatch(line -> line.contains("no file that can be read"));
            assertThat(guarded.said("$ npm publish x")).isEqualTo("deny");
        }
    }

    @Test
    void aLinkOutOfTheProject_isReportedAndHolds(@TempDir Path elsewhere) throws IOException {
        Path shared =
                Files.writeString(elsewhere.resolve("s.json"), "{\"permissions\": {\"deny\": [\"Bash(yarn *)\"]}}");
        Files.createSymbolicLink(project.resolve(".claude/settings.local.json"), shared);
        try (PermissionProject guarded = PermissionProject.in(project)) {
            assertThat(guarded.said("$ yarn x")).isEqualTo("deny");
            assertThat(guarded.advice())
                    .anyMatch(line -> line.startsWith(".claude/settings.local.json:1 ")
                            && line.contains("a link to a file outside of the project"));
        }
    }

    @Test
    void longLines_andManyStars_areMatchedSoon() {
        String stars = "*a".repeat(900);
        PermissionProject.write(
                project,
                ".claude/settings.local.json",
                "{\"permissions\": {\"deny\": [\"Bash(" + stars + ")\", \"Read(" + "*a".repeat(900) + ")\", \"Read("
                        + "**/".repeat(600) + "x)\"]}}");
        try (PermissionProject guarded = PermissionProject.in(project)) {
            Assertions.assertTimeoutPreemptively(SOON, () -> guarded.said("$ echo " + "a".repeat(60_000) + "b"));
            Assertions.assertTimeoutPreemptively(SOON, () -> guarded.said("$ cat " + "a".repeat(4_000) + "b"));
            Assertions.assertTimeoutPreemptively(SOON, () -> guarded.said("$ cat " + "a/".repeat(2_000) + "b"));
        }
    }

    @Test
    void randomPieces_neverThrow() {
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "permissions",
            "deny",
            "ask",
            "allow",
            "Bash(",
            "rm *",
            ")",
            "Read(",
            "~/",
            "//",
            "**",
            "WebFetch(domain:",
            "mcp__a__",
            "*",
            "\n",
            " ",
            "prefix_rule(",
            "pattern",
            "=",
            "'",
            "decision",
            "forbidden",
            "+",
            "#",
            "[[rule]]",
            "toolName",
            "argsPattern",
            "(",
            "{9}",
            "\\",
            "priority",
            "1",
            "true",
            "\uD83D",
            "host_executable(",
            "match",
            "hooks",
            "PowerShell("
        };
        String[] files = {
            ".claude/settings.local.json",
            ".codex/rules/a.rules",
            ".gemini/policies/a.toml",
            ".cursor/cli.json",
            ".cursor/hooks.json",
            ".cursor/permissions.json"
        };
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            for (String file : files) {
                StringBuilder text = new StringBuilder();
                for (int j = 0; j < random.nextInt(40); j++) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                PermissionProject.write(project, file, text.toString());
            }
            try (PermissionProject guarded = PermissionProject.in(project)) {
                assertThat(guarded.said("$ npm publish x")).isEqualTo("deny");
            }
        }
    }

    private void assertOneMessage(String start, String because) {
        Assertions.assertTimeoutPreemptively(SOON, () -> {
            try (PermissionProject guarded = PermissionProject.in(project)) {
                assertThat(guarded.advice())
                        .singleElement()
                        .satisfies(line -> assertThat(line).startsWith(start).contains(because));
                assertThat(guarded.said("$ npm publish x")).isEqualTo("deny");
            }
        });
    }
}
