package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Further ways in which people forbid something and ask for approval, each with what it stops and what it lets through. */
class FurtherFormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // headings and lines that ask for approval of what is below
                "ASK | **Ask first (by chat):**;- Deleting remote branches | git push origin --delete x | git branch"
                        + " -a",
                "ASK | **Operations requiring approval:**;- Creating public gists | gh gist create a.md | gh gist list",
                "ASK | ## Files that need your explicit confirmation;- `next.config.ts` | rm next.config.ts | cat"
                        + " next.config.ts",
                "ASK | ⚠️ Ask first;- `db/schema.rb` | sed -i s/a/b/ db/schema.rb | cat db/schema.rb",
                "DENY | ## Protected files;- `core/engine.rs` | sed -i s/a/b/ core/engine.rs | cat core/engine.rs",
                // paths
                "DENY | - `gen/**` DO NOT MODIFY | sed -i s/a/b/ gen/x.ts | cat gen/x.ts",
                "DENY | Never alter the release pipeline (`ci/release.yml`). | rm ci/release.yml | cat ci/release.yml",
                "ASK | Never alter the release pipeline (`ci/release.yml`) without discussing it. | rm ci/release.yml"
                        + " | ls ci",
                "ASK | Ignore the `old/` folder unless instructed to read it. | cat old/a.txt | cat new/a.txt",
                "DENY | Never modify `api/v1/` routes. | sed -i s/a/b/ api/v1/x.ts | sed -i s/a/b/ api/v2/x.ts",
                "DENY | Never modify `_lib/`, `run.py`, or any platform files. | sed -i s/a/b/ _lib/x.py | cat run.py",
                "DENY | Do not create a `package-lock.json`. | npm install left-pad | pnpm install",
                // forms in brackets
                "DENY | Never use broad kill commands (pkill, killall). | pkill node | pgrep node",
                "DENY | Never disable TLS checks (`curl -k`, `TLS_OFF=1`). | curl -k https://a.example | curl"
                        + " https://a.example",
                "DENY | Never disable TLS checks (`curl -k`, `TLS_OFF=1`). | TLS_OFF=1 node a.js | node a.js",
                // variables
                "DENY | NEVER set environment variables:;- `WIPE=yes` | WIPE=yes npm run seed | WIPE=no npm run seed",
                "DENY | Never set `NODE_ENV`. | export NODE_ENV=test | echo $NODE_ENV",
                "DENY | Never set `NODE_ENV` in `.env` files. | echo NODE_ENV=test >> .env | echo A=b >> .env",
                "DENY | Never set `NODE_ENV=production` as a host env var. | NODE_ENV=production npm ci | npm ci",
                "DENY | Never touch `DB_URL` / `DIRECT_URL` values. | vercel env add DIRECT_URL | grep DIRECT_URL"
                        + " src/a.ts",
                // programs
                "DENY | Never run pytest, python, or airflow commands directly on the host. | airflow dags list |"
                        + " breeze shell",
                "DENY | Do not use npm or yarn for workspace tasks. | yarn install | pnpm install",
                "DENY | Never use `npm run compile` to compile files. | npm run compile | npm run check",
                "ASK | Never use `git commit --no-verify` unless asked. | git commit -n -m x | git commit -m x",
                "DENY | Never run commands on any server. | ssh box 'reboot' | cat servers.md",
                "DENY | ## Forbidden;- Never use `stow --adopt` automatically. | stow --adopt zsh | stow --simulate"
                        + " zsh",
                // what is done behind its object
                "ASK | Ask first:;- Package add/remove | npm install x | npm test",
                "ASK | Ask first:;- Changing DNS settings | aws route53 change-resource-record-sets | dig a.example",
            })
    void form_isEnforced(Verdict verdict, String markdown, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown.replace(";", "\n\n") + "\n");

        assertThat(strictest(book, Map.of("kind", "shell", "command", held))).isEqualTo(verdict);
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DENY | Niemals direkt `git push` ausführen. | git push | git fetch",
                "DENY | Ein Agent DARF NICHT:;- Dateien löschen | rm a.txt | cat a.txt",
                "ASK | `.env` niemals lesen ohne ausdrückliche Freigabe. | cat .env | cat a.txt",
                "DENY | NIEMALS `pytest tests/` ohne `-x` (dauert zu lange) | pytest tests/ | pytest tests/ -x",
                "DENY | Ne jamais modifier `issues.md`. | sed -i s/a/b/ issues.md | cat issues.md",
                "ASK | Ne jamais supprimer de fichiers sans validation explicite. | rm a.txt | cat a.txt",
                "DENY | Nunca borrar tablas. | psql -c 'DROP TABLE a' | psql -c 'SELECT 1'",
                "DENY | Não utilize `yarn`. | yarn add x | npm ci",
                "DENY | - **禁止**使用 `git add .` | git add . | git status",
                "ASK | 未经用户明确授权，不得删除 `docs/`。 | rm -r docs | cat docs/a.md",
                "ASK | `.env*` ファイルをユーザーの許可なく読み取らないこと | cat .env | cat a.txt",
            })
    void otherLanguages_areReadToo(Verdict verdict, String markdown, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown.replace(";", "\n\n") + "\n");

        assertThat(strictest(book, Map.of("kind", "shell", "command", held))).isEqualTo(verdict);
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @Test
    void sentenceOfAnotherLanguage_isShownAsItIsWritten() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Ne jamais supprimer de fichiers.");

        assertThat(book.rules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.text()).isEqualTo("Ne jamais supprimer de fichiers"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ask first: | - Creating gists | create_gist | list_gists",
                "These MCP tools write. ALWAYS confirm before executing: | - `S7WriteTag` MCP tool | S7WriteTag |"
                        + " S7ReadTag",
            })
    void tools_areAskedAboutByName(String lead, String items, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", lead + "\n\n" + items + "\n");

        assertThat(strictest(book, tool(held))).isEqualTo(Verdict.ASK);
        assertThat(RuleCases.seen(tool(near)).stoppedBy(book)).isFalse();
    }

    @Test
    void toolsOfATable_areAskedAboutByName() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", """
            These write to the machine. ALWAYS confirm with the user before executing:

            | Tool | Why |
            |------|-----|
            | `LoadProgram` | stops it |
            """);

        assertThat(strictest(book, tool("mcp__plc__LoadProgram"))).isEqualTo(Verdict.ASK);
        assertThat(RuleCases.seen(tool("GetProgram")).stoppedBy(book)).isFalse();
    }

    @Test
    void unknownNouns_areNamesOfOperations_ofRequestsToo() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never submit job applications.");

        assertThat(strictest(book, request("POST", "https://api.example.com/v1/jobs/1/applications")))
                .isEqualTo(Verdict.DENY);
        assertThat(RuleCases.seen(request("GET", "https://api.example.com/v1/jobs/1/applications"))
                        .stoppedBy(book))
                .isFalse();
        assertThat(RuleCases.seen(request("POST", "https://api.example.com/v1/jobs"))
                        .stoppedBy(book))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Permission changes\n\n- `db/schema.rb`\n",
                "**No approval needed:**\n\n- Deleting branches\n",
                "Ignore `node_modules/` when searching.\n",
                "Do not use abbreviations (`calc`, `mgr`).\n",
                "Don't change the Node version here.\n",
                "Never open the gate of a circuit.\n",
                "The installation of the config is an accord with the plan.\n",
            })
    void whatOnlyLooksLikeIt_isNoRule(String markdown) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", markdown).rules()).isEmpty();
    }

    private static Map<String, Object> tool(String name) {
        return Map.of("kind", "tools", "tool", name, "description", "", "args", Map.of("x", "1"));
    }

    private static Map<String, Object> request(String method, String url) {
        return Map.of("kind", "http", "method", method, "url", url);
    }

    private static Verdict strictest(RuleBook book, Map<String, Object> action) {
        List<RuleInput> inputs = RuleCases.seen(action).inputs();
        return inputs.stream()
                .flatMap(input -> book.matching(input).stream())
                .map(RuleMatch::verdict)
                .max(Verdict::compareTo)
                .orElseThrow(() -> new AssertionError("nothing stops " + action + ": " + book.advice()));
    }
}
