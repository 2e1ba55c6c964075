package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gemini CLI's policies, row by row of their semantics. */
class GeminiPermissionsTest {

    @TempDir
    Path project;

    @TempDir
    Path home;

    private PermissionProject gemini(String... rules) {
        StringBuilder toml = new StringBuilder();
        for (String rule : rules) {
            toml.append("[[rule]]\n").append(rule.replace("; ", "\n")).append("\n\n");
        }
        PermissionProject.write(project, ".gemini/policies/a.toml", toml.toString());
        return PermissionProject.in(project, home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            toolName = "run_shell_command"; commandPrefix = "npm"              ¦ $ npm test                                   ¦ deny
            toolName = "run_shell_command"; commandPrefix = "npm"              ¦ $ npmx test                                  ¦ nothing
            toolName = "run_shell_command"; commandPrefix = "npm"              ¦ $ ls && npm test                             ¦ deny
            toolName = "run_shell_command"; commandPrefix = ["yarn", "npm"]    ¦ argv npm test                                ¦ deny
            toolName = "run_shell_command"; commandPrefix = "git push"         ¦ tool run_shell_command {"command": "git push x"} ¦ deny
            toolName = "run_shell_command"; commandPrefix = "git push"         ¦ tool run_shell_command {"command": "git status"} ¦ nothing
            toolName = "run_shell_command"; commandPrefix = "git push"         ¦ tool execute {"cmd": "git push x"}           ¦ deny
            toolName = "run_shell_command"; commandRegex = "git (push|fetch)"  ¦ $ git fetch x                                ¦ deny
            toolName = "run_shell_command"; commandRegex = "git (push|fetch)"  ¦ $ git status                                 ¦ nothing
            toolName = "run_shell_command"; argsPattern = '"command":"(git|npm)' ¦ $ npm x                                    ¦ deny
            toolName = "run_shell_command"; argsPattern = '"command":"(git|npm)' ¦ $ ls npm                                   ¦ nothing
            toolName = "run_shell_command"                                     ¦ $ ls                                         ¦ deny
            toolName = "run_shell_command"                                     ¦ tool getWeather {"city": "x"}                ¦ nothing
            toolName = "write_file"                                            ¦ $ echo x > y                                 ¦ deny
            toolName = "write_file"                                            ¦ tool write_file {"file_path": "y", "content": "x"} ¦ deny
            toolName = "write_file"                                            ¦ $ cat y                                      ¦ nothing
            toolName = "read_file"                                             ¦ $ cat y                                      ¦ deny
            toolName = "write_file"; argsPattern = '\\.env"'                   ¦ $ echo x > .env                              ¦ deny
            toolName = "write_file"; argsPattern = '\\.env"'                   ¦ $ echo x > env                               ¦ nothing
            toolName = "web_fetch"; argsPattern = 'example\\.com'              ¦ http GET https://example.com/x               ¦ deny
            toolName = "web_fetch"; argsPattern = 'example\\.com'              ¦ http GET https://example.org/x               ¦ nothing
            toolName = "web_fetch"                                             ¦ $ curl https://example.com/                  ¦ deny
            toolName = "web_fetch"                                             ¦ http GET https://example.com/                ¦ nothing
            toolName = "*"                                                     ¦ tool getWeather {"city": "x"}                ¦ deny
            toolName = "*"                                                     ¦ $ ls                                         ¦ deny
            toolName = "*"                                                     ¦ http GET https://example.com/                ¦ nothing
            toolName = ["getWeather", "getTime"]                               ¦ tool getTime {}                              ¦ deny
            toolName = "mcp_*"                                                 ¦ tool mcp_github_get_me {}                    ¦ deny
            toolName = "mcp_*"                                                 ¦ tool get_me {}                               ¦ nothing
            toolName = "mcp_github_*"                                          ¦ tool mcp_github_get_me {}                    ¦ deny
            toolName = "mcp_github_*"                                          ¦ tool mcp__github__get_me {}                  ¦ deny
            toolName = "mcp_github_*"                                          ¦ tool mcp_gitlab_get_me {}                    ¦ nothing
            toolName = "mcp_*_get_me"                                          ¦ tool mcp_gitlab_get_me {}                    ¦ deny
            mcpName = "github"; toolName = "get_me"                            ¦ tool mcp_github_get_me {}                    ¦ deny
            mcpName = "github"; toolName = "get_me"                            ¦ tool mcp_gitlab_get_me {}                    ¦ nothing
            mcpName = "github"; toolName = "get_me"                            ¦ tool get_me {}                               ¦ ask
            mcpName = "github"                                                 ¦ tool mcp_github_list {}                      ¦ deny
            mcpName = "*"; toolName = "get_me"                                 ¦ tool mcp_x_get_me {}                         ¦ deny
            toolName = "*"; toolAnnotations = { readOnlyHint = true }          ¦ tool getWeather {"city": "x"}                ¦ deny
            toolName = "*"; toolAnnotations = { readOnlyHint = true }          ¦ tool deleteCity {"city": "x"}                ¦ nothing
            toolName = "*"; toolAnnotations = { destructiveHint = true }       ¦ tool deleteCity {"city": "x"}                ¦ deny
            toolName = "*"; toolAnnotations = { destructiveHint = true, readOnlyHint = true } ¦ tool deleteCity {"city": "x"} ¦ nothing
            toolName = "getWeather"; subagent = "x"                            ¦ tool getWeather {"city": "x"}                ¦ ask
            toolName = "getWeather"; interactive = false                       ¦ tool getWeather {"city": "x"}                ¦ ask
            toolName = "getWeather"; modes = ["plan"]                          ¦ tool getWeather {"city": "x"}                ¦ nothing
            toolName = "getWeather"; modes = ["yolo"]                          ¦ tool getWeather {"city": "x"}                ¦ deny
            toolName = "run_shell_command"; commandPrefix = "terraform destroy" ¦ tool terraform_destroy {"workspace": "x"}  ¦ deny
            """)
    void a_rule_that_denies(String rule, String action, String expected) {
        try (PermissionProject gemini = gemini(rule + "; decision = \"deny\"; priority = 100")) {
            assertThat(gemini.said(action)).isEqualTo(expected);
        }
    }

    @Test
    void the_highest_priority_decides_so_that_there_are_exceptions() {
        String npm = "toolName = \"run_shell_command\"; commandPrefix = \"npm\"; ";
        try (PermissionProject gemini = gemini(
                npm + "decision = \"deny\"; priority = 100",
                "toolName = \"run_shell_command\"; commandPrefix = \"npm test\"; decision = \"allow\"; priority = 200",
                "toolName = \"run_shell_command\"; commandPrefix = \"npm run\"; decision = \"ask_user\"; priority = 150",
                "toolName = \"run_shell_command\"; commandPrefix = \"npm ci\"; decision = \"allow\"; priority = 50")) {
            assertThat(gemini.said("$ npm install")).isEqualTo("deny");
            assertThat(gemini.said("$ npm test")).isEqualTo("nothing");
            assertThat(gemini.said("$ npm run x")).isEqualTo("ask");
            assertThat(gemini.said("$ npm ci")).isEqualTo("deny");
            assertThat(gemini.said("$ npm test && npm install")).isEqualTo("deny");
            assertThat(gemini.said("$ npm test && npm run x")).isEqualTo("ask");
            assertThat(gemini.matches("$ npm install"))
                    .allSatisfy(match -> assertThat(match.source()).isEqualTo(".gemini/policies/a.toml:1"));
        }
    }

    @Test
    void a_higher_tier_wins_whatever_the_priority() {
        PermissionProject.write(
                home,
                ".gemini/policies/user.toml",
                "[[rule]]\ntoolName = \"a\"\ndecision = \"allow\"\npriority = 0\n"
                        + "[[rule]]\ntoolName = \"b\"\ndecision = \"deny\"\npriority = 0\n");
        try (PermissionProject gemini = gemini(
                "toolName = \"a\"; decision = \"deny\"; priority = 999",
                "toolName = \"b\"; decision = \"allow\"; priority = 999")) {
            assertThat(gemini.said("tool a {}")).isEqualTo("nothing");
            assertThat(gemini.said("tool b {}")).isEqualTo("deny");
        }
    }

    @Test
    void an_allow_of_gemini_is_no_exception_to_what_another_file_or_guard_says() {
        PermissionProject.write(project, ".claude/settings.json", "{\"permissions\": {\"deny\": [\"Bash(npm *)\"]}}");
        try (PermissionProject gemini = gemini("toolName = \"*\"; decision = \"allow\"; priority = 999")) {
            assertThat(gemini.said("$ npm test")).isEqualTo("deny");
            assertThat(gemini.check("$ rm -rf /data").proceeds()).isFalse();
        }
    }

    @Test
    void an_exception_must_hold_in_every_mode_that_the_rule_holds_in() {
        try (PermissionProject gemini = gemini(
                "toolName = \"a\"; decision = \"deny\"; priority = 1",
                "toolName = \"a\"; decision = \"allow\"; priority = 2; modes = [\"yolo\"]",
                "toolName = \"b\"; decision = \"deny\"; priority = 1; modes = [\"yolo\"]",
                "toolName = \"b\"; decision = \"allow\"; priority = 2; modes = [\"yolo\", \"default\"]")) {
            assertThat(gemini.said("tool a {}")).isEqualTo("deny");
            assertThat(gemini.said("tool b {}")).isEqualTo("nothing");
        }
    }

    @Test
    void an_exception_that_cannot_be_checked_is_none() {
        try (PermissionProject gemini = gemini(
                "toolName = \"a\"; decision = \"deny\"; priority = 1",
                "toolName = \"a\"; decision = \"allow\"; priority = 2; subagent = \"x\"")) {
            assertThat(gemini.said("tool a {}")).isEqualTo("deny");
        }
    }

    @Test
    void what_is_redirected_is_asked_even_if_a_rule_allows_it() {
        String echo = "toolName = \"run_shell_command\"; commandPrefix = \"echo\"; decision = \"allow\"; priority = 1";
        try (PermissionProject gemini = gemini(echo)) {
            assertThat(gemini.said("$ echo x")).isEqualTo("nothing");
            assertThat(gemini.said("$ echo x > y")).isEqualTo("ask");
            assertThat(gemini.said("$ echo 'x > y'")).isEqualTo("nothing");
        }
        try (PermissionProject gemini = gemini(echo + "; allowRedirection = true")) {
            assertThat(gemini.said("$ echo x > y")).isEqualTo("nothing");
        }
    }

    @Test
    void an_exception_holds_for_the_same_act_too() {
        try (PermissionProject gemini = gemini(
                "toolName = \"run_shell_command\"; commandPrefix = \"gh repo delete\"; decision = \"deny\";"
                        + " priority = 1; denyMessage = \"archive it\"",
                "toolName = \"run_shell_command\"; commandPrefix = \"gh repo delete me/tmp\"; decision = \"allow\";"
                        + " priority = 2")) {
            assertThat(gemini.said("$ gh repo delete o/r")).isEqualTo("deny");
            assertThat(gemini.said("$ gh repo delete me/tmp")).isEqualTo("nothing");
            assertThat(gemini.said("http DELETE https://api.github.com/repos/o/r"))
                    .isEqualTo("deny");
            assertThat(gemini.matches("$ gh repo delete o/r"))
                    .allSatisfy(match -> assertThat(match.instead()).isEqualTo("archive it"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toolName = \"a\"; decision = \"never\"",
                "toolName = \"a\"; decision = \"deny\"; priority = 1000",
                "toolName = \"a\"; decision = \"deny\"; priority = -1",
                "toolName = 3; decision = \"deny\"",
                "toolName = \"a\"; decision = \"deny\"; argsPattern = \"(?=x)\"",
                "toolName = \"a\"; decision = \"deny\"; argsPattern = \"(\"",
                "toolName = \"a\"; decision = \"deny\"; argsPattern = \"((x{100}){100}){100}\"",
                "commandPrefix = \"a\"; commandRegex = \"b\"; decision = \"deny\"",
                "toolName = \"a\"; decision = \"deny\"; modes = [\"turbo\"]",
                "toolName = \"a\"; decision = \"deny\"; toolAnnotations = 1",
                "toolName = \"a\"",
            })
    void a_rule_that_is_wrong_is_one_message_and_the_others_hold(String rule) {
        try (PermissionProject gemini =
                gemini("toolName = \"x\"; decision = \"deny\"", rule, "toolName = \"y\"; decision = \"deny\"")) {
            assertThat(gemini.said("tool x {}")).isEqualTo("deny");
            assertThat(gemini.said("tool y {}")).isEqualTo("deny");
            assertThat(gemini.said("tool a {}")).isEqualTo("nothing");
            assertThat(gemini.advice())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith(".gemini/policies/a.toml:5 ")
                            .endsWith("this rule is not enforced"));
        }
    }

    @Test
    void a_file_that_is_no_toml_is_one_message_and_the_others_hold() {
        PermissionProject.write(project, ".gemini/policies/b.toml", "[[rule]]\ntoolName = \"b\"\ndecision = deny\n");
        try (PermissionProject gemini = gemini("toolName = \"a\"; decision = \"deny\"")) {
            assertThat(gemini.said("tool a {}")).isEqualTo("deny");
            assertThat(gemini.advice())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith(".gemini/policies/b.toml:3 ")
                            .contains("no valid TOML"));
        }
    }

    @Test
    void a_server_whose_name_gemini_does_not_find_is_reported() {
        try (PermissionProject gemini = gemini("mcpName = \"my_server\"; toolName = \"x\"; decision = \"deny\"")) {
            assertThat(gemini.said("tool mcp_my_server_x {}")).isEqualTo("deny");
            assertThat(gemini.advice()).anyMatch(line -> line.contains("`_` in its name"));
        }
    }
}
