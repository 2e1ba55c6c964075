package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sentences mean by their verbs and nouns beyond a command's name, in other languages and in comments too. */
class WiderActionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Package add/remove/update: ask first. | npm uninstall a | npm ls",
                "Never do `git add/commit/push`. | git push | git status",
                "Never use `git reset --hard` or interactive rebases. | git rebase -i main | git rebase main",
                "Never flash the device. | esptool.py write_flash 0x0 a.bin | esptool.py chip_id",
                "Never start another server — not `npm run dev`, not `npx vite preview`. | npx vite preview | npm test",
                "Never push or do merge. | gh pr merge 7 | gh pr view 7",
                "Never post to any chat. | gh pr comment 7 -b hi | gh pr view 7",
                "Never handle, rotate, or delete files. | rm a | cat a",
                "Do not run `cargo clean` during routine work. | cargo clean | cargo build",
                "Ask before:;- Splitting `index.html` into parts | sed -i s/a/b/ index.html | cat index.html",
                "Never rename a column. | psql -c 'alter table a rename b to c' | psql -c 'alter table a add b int'",
                "All deletions of files must be approved before execution. | rm a | cat a",
                "Never print secrets. | printenv | printenv PATH",
                "Never modify production configs. | sed -i s/a/b/ config/production.yml | sed -i s/a/b/"
                        + " config/development.yml",
                "`main` is off limits: no commits to `main`, no pushes to `main`. | git push origin dev:main | git"
                        + " push origin dev",
                "Never commit on main. | git checkout main && git commit -m x | git switch dev && git commit -m x",
                "~```bash;# Do not run these without approval;npm run deploy;;npm test;```~ | npm run deploy | npm"
                        + " test",
                "~```bash;npm run deploy # human only;npm test # fast;```~ | npm run deploy | npm test",
                "Do not create a GitHub release or tag manually. | git tag v1 | git tag -l",
                "Never `DELETE` against `$LIVE_URL`. | psql $LIVE_URL -c 'delete from a' | psql $OTHER_URL -c 'delete"
                        + " from a'",
                "You need approval to deploy. | vercel --prod | vercel ls",
                "Approval is required for deploying. | vercel --prod | vercel ls",
                "Commits are made by the user. | git commit -m x | git status",
                "Never post comments on GitHub. | gh pr comment 7 -b hi | gh pr view 7",
                "Never commit files in `private/`. | git add private/a | git add src/a",
                "Never print secrets (tokens, API keys) in chat responses or logs. | cat .env | cat a.md",
                "Do not run builds to verify something. | npm run build | npm run lint",
                "`index.ts` is always banned. | touch src/index.ts | cat src/index.ts",
                "コミット、push、mergeなどが必要な場合は、実行前に必ずユーザーに確認すること。 | git push | git status",
                "Rechtliche Dateien wie `agb.md` niemals ohne Rückfrage ändern. | rm agb.md | cat agb.md",
                "**`core/` 目录下的代码是只读参考代码，禁止直接修改。** | rm core/a | cat core/a"
            })
    void sentence_stopsWhatItMeans(String text, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", text.replace(';', '\n'));

        assertThat(RuleCases.stops(book, held)).as(held).isTrue();
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @Test
    void filesThatToolsChange_areFiles() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never edit any file.");

        assertThat(RuleCases.stops(book, tool("Edit", "file_path", "src/a.ts"))).isTrue();
        assertThat(RuleCases.stops(book, tool("Read", "file_path", "src/a.ts"))).isFalse();
    }

    @Test
    void versionInManifest_isDependency() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never add dependencies.");

        assertThat(RuleCases.stops(book, edit("package.json", "\"zod\": \"^4.0.0\"")))
                .isTrue();
        assertThat(RuleCases.stops(book, edit("package.json", "\"build\": \"tsc\"")))
                .isFalse();
        assertThat(RuleCases.stops(book, edit("package.json", "\"version\": \"1.2.0\"")))
                .isFalse();
        assertThat(RuleCases.stops(book, edit("src/a.ts", "\"zod\": \"^4.0.0\"")))
                .isFalse();
    }

    @Test
    void fileThatIsNotToBeCreated_mayBeEdited() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never create a `NOTES.md`.");

        assertThat(RuleCases.stops(book, tool("Write", "file_path", "NOTES.md")))
                .isTrue();
        assertThat(RuleCases.stops(book, edit("NOTES.md", "a"))).isFalse();
    }

    @Test
    void toolsOfServer_areNamedByPattern() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never use `mcp__browser__*` tools.");

        assertThat(RuleCases.stops(book, tool("mcp__browser__open", "url", "a")))
                .isTrue();
        assertThat(RuleCases.stops(book, tool("mcp__files__open", "url", "a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No files changed",
                "Don't suggest changes to files when nothing is to be modified.",
                "Attempting it should not be your first approach.",
                "| Directory | Ignored |\n|---|---|\n| `src/` | No |",
                "Never introduce circular dependencies.",
                "Never add a `case 'a':` outside `column-types/`.",
                "Edit files here only when the task is explicitly about the specification.",
                "```bash\n# Run every test (avoid)\nsed -i s/a/b/ src/a.ts\n```"
            })
    void whatForbidsNothing_stopsNothing(String text) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", text);

        assertThat(RuleCases.stops(book, edit("src/a.ts", "b"))).isFalse();
        assertThat(RuleCases.stops(book, "sed -i s/a/b/ src/a.ts")).isFalse();
    }

    private static Map<String, Object> tool(String name, String argument, String value) {
        return Map.of("kind", "tools", "tool", name, "args", Map.of(argument, value));
    }

    private static Map<String, Object> edit(String path, String text) {
        return Map.of(
                "kind",
                "tools",
                "tool",
                "Edit",
                "args",
                Map.of("file_path", path, "old_string", "", "new_string", text));
    }
}
