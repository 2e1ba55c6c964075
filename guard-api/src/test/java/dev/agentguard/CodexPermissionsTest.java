package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.config.ConfigException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codex rules, row by row of their semantics. */
class CodexPermissionsTest {

    private static final String RULES = """
            # what leaves the sandbox
            prefix_rule(
                pattern = ["git", ["push", "fetch"]],
                decision = "prompt",
                justification = "open a " + "pull request",
                match = ["git push origin", ["git", "fetch"]],
                not_match = ["git status"],
            )
            prefix_rule(pattern = ["git", "push", "--force"], decision = "forbidden")
            prefix_rule(pattern = ["git"], decision = "allow")
            prefix_rule(pattern = ["gh", "pr", "view"], decision = "prompt")
            prefix_rule(pattern = ["terraform", "destroy"], decision = "forbidden")
            prefix_rule(pattern = ["bash", "-lc"], decision = "prompt")
            prefix_rule(pattern = ["curl"])
            host_executable(name = "nc", paths = ["/usr/bin/nc", "~/bin/nc"])
            prefix_rule(pattern = ["nc"], decision = "forbidden")
            prefix_rule(pattern = ["/opt/tool"], decision = "forbidden")
            """;

    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            argv git push origin main              ¦ ask
            argv git fetch                         ¦ ask
            argv git status                        ¦ nothing
            argv git -C x push                     ¦ nothing
            argv git push --force                  ¦ deny
            argv git push origin --force           ¦ deny
            argv gh pr view 1                      ¦ ask
            argv gh pr --repo x view               ¦ nothing
            argv curl x.example                    ¦ nothing
            argv /usr/bin/git fetch                ¦ ask
            argv /usr/bin/nc x                     ¦ deny
            argv /tmp/nc x                         ¦ nothing
            argv nc x                              ¦ deny
            argv /opt/tool x                       ¦ deny
            argv tool x                            ¦ nothing
            $ ls && git fetch; ls                  ¦ ask
            $ ls | git fetch || true               ¦ ask
            $ git status                           ¦ nothing
            tool shell {"command": "git push"}     ¦ ask
            argv terraform destroy                 ¦ deny
            http POST https://app.terraform.io/api/v2/runs {"data": {"attributes": {"is-destroy": true}, "type": "runs"}} ¦ deny
            """)
    void prefixes(String action, String expected) {
        PermissionProject.write(project, ".codex/rules/default.rules", RULES);
        try (PermissionProject codex = PermissionProject.in(project)) {
            assertThat(codex.said(action)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            git status && ls          ¦ nothing
            git status > out.txt      ¦ ask
            git status $(date)        ¦ ask
            git status $HOME          ¦ ask
            git status *.txt          ¦ ask
            git push                  ¦ ask
            """)
    void a_script_of_plain_words_is_split_and_any_other_is_one_command_too(String script, String expected) {
        PermissionProject.write(project, ".codex/rules/default.rules", RULES);
        try (PermissionProject codex = PermissionProject.in(project)) {
            Verdict verdict = codex.guard()
                    .check(
                            new dev.agentguard.action.ProcessStart(java.util.List.of("bash", "-lc", script)),
                            new CallContext("s", dev.agentguard.decision.Origin.TOOL));
            boolean held = verdict.message().contains("default.rules");
            assertThat(held).as(verdict.message()).isEqualTo(expected.equals("ask"));
        }
    }

    @Test
    void a_justification_is_what_to_do_instead_and_the_line_is_right() {
        PermissionProject.write(project, ".codex/rules/default.rules", RULES);
        try (PermissionProject codex = PermissionProject.in(project)) {
            assertThat(codex.matches("argv git fetch")).singleElement().satisfies(match -> {
                assertThat(match.source()).isEqualTo(".codex/rules/default.rules:2");
                assertThat(match.instead()).isEqualTo("open a pull request");
            });
            assertThat(codex.advice()).anyMatch(line -> line.contains("allow: 2 rules"));
        }
    }

    @Test
    void the_rules_of_all_files_hold_the_strictest_first(@TempDir Path home) {
        PermissionProject.write(
                home, ".codex/rules/default.rules", "prefix_rule(pattern=['npm'], decision='forbidden')\n");
        PermissionProject.write(project, ".codex/rules/a.rules", "prefix_rule(pattern=['npm'], decision='allow')\n");
        try (PermissionProject codex = PermissionProject.in(project, home)) {
            assertThat(codex.said("argv npm test")).isEqualTo("deny");
        }
    }

    @Test
    void examples_that_do_not_hold_are_listed_and_the_rule_is_enforced() {
        PermissionProject.write(
                project,
                ".codex/rules/a.rules",
                "prefix_rule(pattern=['npm', 'publish'], decision='forbidden', match=['npm test'],"
                        + " not_match=['npm publish x'])\n");
        try (PermissionProject codex = PermissionProject.in(project)) {
            assertThat(codex.said("argv npm publish x")).isEqualTo("deny");
            assertThat(codex.advice())
                    .anyMatch(line -> line.contains("`npm test` under `match` does not match"))
                    .anyMatch(line -> line.contains("`npm publish x` under `not_match` does match"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = ['npm']",
                "load('x', 'y')",
                "def f():\n    return 1",
                "for x in y: z",
                "prefix_rule(['npm'])",
                "prefix_rule(pattern = names)",
                "prefix_rule(pattern = [])",
                "prefix_rule(pattern = ['a'], decision = 'never')",
                "prefix_rule(pattern = [['a' for x in y]])",
                "prefix_rule(pattern = ['a\n",
                "prefix_rule(pattern = ",
                "other_rule(pattern = ['a'])",
                "'''unclosed",
            })
    void what_is_not_read_is_one_message_with_its_line_and_the_other_rules_hold(String statement) {
        PermissionProject.write(
                project,
                ".codex/rules/a.rules",
                "prefix_rule(pattern=['npm'], decision='forbidden')\n" + statement
                        + "\nprefix_rule(pattern=['yarn'], decision='forbidden')\n");
        try (PermissionProject codex = PermissionProject.in(project)) {
            assertThat(codex.said("argv npm x")).isEqualTo("deny");
            assertThat(codex.said("argv yarn x")).isEqualTo("deny");
            assertThat(codex.advice())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).matches("(?s)\\.codex/rules/a\\.rules:[2-4] .*"));
        }
    }

    @Test
    void a_file_that_guard_yaml_names_must_be_right() {
        PermissionProject.write(project, "team.rules", "prefix_rule(pattern=['npm'], decision='forbidden')\nx = 1\n");
        assertThatThrownBy(() -> PermissionProject.in(project, "version: 1\nrule-files: [team.rules]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("team.rules:2:1: expected");
    }
}
