package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cursor's files, row by row of their semantics. */
class CursorPermissionsTest {

    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            Shell(rm)                ¦ $ rm x                                 ¦ deny
            Shell(rm)                ¦ $ ls && rm x                           ¦ deny
            Shell(rm)                ¦ $ rmdir x                              ¦ nothing
            Shell(rm)                ¦ tool deleteFile {"path": "x"}          ¦ deny
            Shell(git:push*)         ¦ $ git push origin                      ¦ deny
            Shell(git:push*)         ¦ $ git status                           ¦ nothing
            Shell(curl:*)            ¦ $ curl x.example                       ¦ deny
            Shell(np*)               ¦ $ npm test                             ¦ deny
            Shell(*)                 ¦ $ ls                                   ¦ deny
            Shell(terraform:destroy*) ¦ tool terraform_destroy {}             ¦ deny
            Read(.env*)              ¦ $ cat a/.env.local                     ¦ deny
            Read(.env*)              ¦ $ cat env                              ¦ nothing
            Read(src/**/*.key)       ¦ $ cat src/a/b.key                      ¦ deny
            Read(src/?.key)          ¦ $ cat src/a.key                        ¦ deny
            Read(src/?.key)          ¦ $ cat src/ab.key                       ¦ nothing
            Write(docs/**)           ¦ $ echo x > docs/a                      ¦ deny
            Write(docs/**)           ¦ $ cat docs/a                           ¦ nothing
            Write(/etc/**)           ¦ $ echo x > /etc/hosts                  ¦ deny
            WebFetch(*.example.com)  ¦ http GET https://a.example.com/        ¦ deny
            WebFetch(example.com)    ¦ http GET https://example.org/          ¦ nothing
            Mcp(github:delete_*)     ¦ tool mcp__github__delete_x {}          ¦ deny
            """)
    void the_command_line_refuses(String entry, String action, String expected) {
        PermissionProject.write(
                project,
                ".cursor/cli.json",
                "{\"permissions\": {\"allow\": [\"Shell(*)\"], \"deny\": [\"" + entry + "\"]}}");
        try (PermissionProject cursor = PermissionProject.in(project)) {
            assertThat(cursor.said(action)).isEqualTo(expected);
            assertThat(cursor.advice()).anyMatch(line -> line.contains("permissions.allow: 1 entry"));
        }
    }

    @Test
    void allow_lists_and_prose_for_its_classifier_are_advice() {
        PermissionProject.write(project, ".cursor/permissions.json", """
                {
                  // only what may run by itself
                  "terminalAllowlist": ["git", "npm test", 3],
                  "mcpAllowlist": ["github:*"],
                  "unknown": true,
                  "autoRun": {
                    "allow_instructions": ["reading is fine"],
                    "block_instructions": ["never delete volumes"],
                  },
                }
                """);
        try (PermissionProject cursor = PermissionProject.in(project)) {
            assertThat(cursor.config().rules()).isEmpty();
            assertThat(cursor.advice())
                    .hasSize(4)
                    .anyMatch(line -> line.startsWith(".cursor/permissions.json:3 terminalAllowlist: 2 entries"))
                    .anyMatch(line -> line.startsWith(".cursor/permissions.json:4 mcpAllowlist: 1 entry"))
                    .anyMatch(line -> line.startsWith(".cursor/permissions.json:8 never delete volumes: prose"));
        }
    }

    @Test
    void hooks_are_reported_and_a_typo_in_an_event_too() {
        PermissionProject.write(
                project,
                ".cursor/hooks.json",
                "{\"version\": 1, \"hooks\": {\"beforeShellExecution\": [{\"command\": \"x\"}],\n"
                        + "\"beforeShelExecution\": [{\"command\": \"x\"}]}}");
        try (PermissionProject cursor = PermissionProject.in(project)) {
            assertThat(cursor.advice())
                    .containsExactly(
                            ".cursor/hooks.json:1 beforeShellExecution: a hook that is run by Cursor only",
                            ".cursor/hooks.json:2 beforeShelExecution: no event of Cursor, which ignores it silently:"
                                    + " this hook never runs");
        }
    }
}
