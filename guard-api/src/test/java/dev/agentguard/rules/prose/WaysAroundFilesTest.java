package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways around rules about files and programs. */
class WaysAroundFilesTest {

    private final RuleBook files = RuleCases.PROSE.read("AGENTS.md", "Never modify `gen/`.");
    private final RuleBook programs = RuleCases.PROSE.read("AGENTS.md", "Never use yarn.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd gen && rm a.ts",
                "cd -- \"gen\"; rm a.ts",
                "pushd gen; rm a.ts",
                "(cd gen; rm a.ts)",
                "cd gen/api && echo x > a",
                "cd src/../gen && touch b",
                "cd / && cd repo/gen && rm a",
                "bash -c 'cd gen && rm a'",
                "cd gen && sed -i s/a/b/ Makefile",
                "cd gen && git checkout -- a",
                "git -C gen checkout -- a",
                "ls gen | xargs rm",
                "cd gen; ls; cd -; cd gen; rm x",
                "cd gen && git -C .. status && rm a.ts",
                "D=gen; cd $D && rm a.ts",
                "cd g*n && rm a.ts",
                "cd \"$(cat where)\" && echo x > a.ts",
                "make -C gen --silent; cd gen; rm x",
                "python -c \"open('gen/a','w').write('x')\"",
                "python3 - <<'EOF'\nfrom pathlib import Path\nPath('gen/a').write_text('x')\nEOF",
                "node -e \"require('fs').writeFileSync('gen/a','x')\"",
                "perl -e 'open(F,\">gen/a\"); print F 1'",
                "ruby -e \"File.write('gen/a','x')\"",
                "php -r \"file_put_contents('gen/a', 1);\"",
                "python -c \"p='gen'+'/a'; open(p,'w')\"",
                "node -e \"const d='ge'+'n'; require('fs').rmSync(d)\"",
                "cd gen && python -c \"open('a','w').write('x')\""
            })
    void changesOfTheFolder_areHeld(String line) {
        assertThat(RuleCases.stops(files, line)).as(line).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd gen && ls",
                "cd gen && cat a.ts",
                "cd src && rm a.ts",
                "(cd gen && ls); rm a.ts",
                "cd gen && cd .. && rm a.ts",
                "pushd gen; ls; popd; rm a.ts",
                "cd gen && cp a.ts ../src/",
                "cd gen && cat a.ts > ../out.txt",
                "cd gen && npm test",
                "git -C gen status && rm a.ts",
                "cd \"$(git rev-parse --show-toplevel)\" && rm a.ts",
                "cd $PWD && rm a.ts",
                "cd $X && rm /other/a.ts",
                "ls src | xargs rm",
                "python -c \"print(open('gen/a').read())\"",
                "python -c \"open('out/a','w').write('x')\"",
                "node -e \"fs.writeFileSync('out/a', JSON.stringify(x))\""
            })
    void whatIsDoneElsewhere_isNot(String line) {
        assertThat(RuleCases.stops(files, line)).as(line).isFalse();
    }

    @Test
    void toolThatIsToldWhere_isThere() {
        assertThat(RuleCases.stops(files, bash("rm a.ts", "gen"))).isTrue();
        assertThat(RuleCases.stops(files, bash("rm a.ts", "src"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "corepack yarn add x",
                "corepack yarn@4 add x",
                "npx --yes yarn add x",
                "npx -y yarn@1.22 add x",
                "bunx yarn add x",
                "pnpm dlx yarn add x",
                "npm exec -- yarn add x",
                "yarnpkg add x",
                "volta run --node 20 yarn add x",
                "nvm exec 20 yarn add x",
                "fnm exec --using=20 yarn add x",
                "fnm exec --using 20 yarn add x"
            })
    void programInAnother_isHeld(String line) {
        assertThat(RuleCases.stops(programs, line)).as(line).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"corepack enable", "corepack pnpm i", "npx cowsay yarn", "nvm use 20", "npm run yarn", "nvm exec"
            })
    void otherPrograms_areNot(String line) {
        assertThat(RuleCases.stops(programs, line)).as(line).isFalse();
    }

    @Test
    void deepAndLongLines_areReadInTime() {
        String deep = "(cd a;".repeat(5_000) + " rm gen/x" + ")".repeat(5_000);
        String long1 = "cd a && ".repeat(20_000) + "rm x";

        for (String line : List.of(deep, long1, "cd", "cd ;", ")))(((", "cd '")) {
            RuleCases.stops(files, line);
        }
        assertThat(RuleCases.stops(files, "cd gen && rm x")).isTrue();
    }

    private static Map<String, Object> bash(String line, String directory) {
        return Map.of("kind", "tools", "tool", "bash", "args", Map.of("command", line, "cwd", directory));
    }
}
