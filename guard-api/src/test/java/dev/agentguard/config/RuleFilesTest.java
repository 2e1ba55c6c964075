package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Guard;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

    private static final String RULE = "Never delete volumes.\n";

    @TempDir
    Path folder;

    @Test
    void eachUsualFile_isFound_alsoBelow_butNotInWhatWasInstalledOrBuilt() throws IOException {
        List<String> found = List.of(
                "AGENTS.md",
                "CLAUDE.md",
                ".claude/CLAUDE.md",
                "CLAUDE.local.md",
                "GEMINI.md",
                ".cursorrules",
                ".windsurfrules",
                ".github/copilot-instructions.md",
                ".claude/rules/a.md",
                ".cursor/rules/db/x.mdc",
                ".github/instructions/b/c.instructions.md",
                ".windsurf/rules/d.md",
                ".clinerules/01-e.txt",
                ".kiro/steering/f.md",
                ".agent/rules/g.md",
                "packages/api/AGENTS.md");
        for (String name : found) {
            write(name, RULE);
        }
        write("node_modules/x/AGENTS.md", RULE);
        write("build/AGENTS.md", RULE);
        write(".git/AGENTS.md", RULE);

        assertThat(book().rules())
                .extracting(Rule::source)
                .containsExactlyInAnyOrderElementsOf(
                        found.stream().map(name -> name + ":1").toList());
    }

    @Test
    void imports_areFollowedFourFilesDeep_notInCode_andEachFileOnce() throws IOException {
        write("CLAUDE.md", "See @docs/one.md and `@docs/code.md`.\n\n```\n@docs/code.md\n```\n");
        write("docs/one.md", "@two.md\n");
        write("docs/two.md", "@three.md\n@one.md\n");
        write("docs/three.md", "@four.md\n");
        write("docs/four.md", RULE + "@five.md\n");
        write("docs/five.md", RULE);
        write("docs/code.md", RULE);

        RuleBook book = book();

        assertThat(book.rules()).extracting(Rule::source).containsExactly("docs/four.md:1");
        assertThat(book.advice())
                .contains(
                        new Advice("docs/two.md:2", "@one.md", "imports a file that imports it, which is read once"),
                        new Advice(
                                "docs/four.md:2",
                                "@five.md",
                                "is more than 4 imports away, nothing of it is enforced"));
    }

    @Test
    void whatLeadsOutsideOrIsNotThere_isSaid() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.md"), RULE);
        write("CLAUDE.md", "@../outside.md\n@./gone.md\n");
        Files.createSymbolicLink(project().resolve("AGENTS.md"), outside);

        RuleBook book = book();

        assertThat(book.rules()).isEmpty();
        assertThat(book.advice()).extracting(Advice::source).contains("CLAUDE.md:1", "CLAUDE.md:2", "AGENTS.md:1");
    }

    @Test
    void frontMatterThatCannotBeRead_isSaid_andTheRulesHold() throws IOException {
        write("a/AGENTS.md", RULE);
        write(".cursor/rules/x.mdc", "---\nglobs: [\n---\n" + RULE);
        write(".cursor/rules/y.mdc", "---\na: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n" + RULE);
        Files.write(Files.createDirectories(project()).resolve("CLAUDE.md"), new byte[] {'N', (byte) 0xff});
        Files.write(project().resolve("GEMINI.md"), new byte[5 << 20]);

        RuleBook book = book();

        assertThat(book.rules())
                .extracting(Rule::source)
                .contains("a/AGENTS.md:1", ".cursor/rules/x.mdc:4", ".cursor/rules/y.mdc:6");
        assertThat(book.advice())
                .extracting(Advice::source)
                .contains(".cursor/rules/x.mdc:1", "CLAUDE.md:1", "GEMINI.md:1");
    }

    @Test
    void aFoundFileThatIsTooLarge_isSaid_andTheOthersHold() throws IOException {
        write("AGENTS.md", RULE);
        write("CLAUDE.md", "x".repeat(20 << 20));

        RuleBook book = book();

        assertThat(book.rules()).extracting(Rule::source).containsExactly("AGENTS.md:1");
        assertThat(book.advice()).extracting(Advice::source).containsExactly("CLAUDE.md:1");
    }

    private static final String PACK = """
            guard-pack: 1
            id: mine.commands
            version: "2026-11-22"
            maturity: incubating
            sources: [{address: "https://example.com", read: "2026-11-22"}]
            protocol: command
            programs:
              mine:
                commands:
                  "wipe": {class: irreversible, resource: {thing: 1}, reason: it is gone}
              peek: read-only
            """;

    private List<String> enforced(String yaml) throws IOException {
        write("AGENTS.md", "Never use `peek`.\n\nNever run `mine wipe x`.\n\nNever drop tables.\n");
        write("guard.yaml", yaml);
        return GuardConfig.load(project().resolve("guard.yaml"), true).rules().stream()
                .map(rule -> rule.source() + " " + rule.pattern())
                .toList();
    }

    @Test
    void aUsersOwnPack_saysWhatTheCommandsInSentencesDo() throws IOException {
        write("mine.yaml", PACK);
        assertThat(enforced("version: 1\n")).hasSize(2).first().asString().contains("AGENTS.md:3 command mine wipe x");
        assertThat(enforced("version: 1\npacks: [mine.yaml]\n"))
                .hasSize(3)
                .anyMatch(rule -> rule.contains("AGENTS.md:1 command peek"))
                .anyMatch(rule -> rule.contains("AGENTS.md:3") && rule.contains("operation mine:wipe"));
    }

    @Test
    void aBrokenPack_isNoMatterOfRuleFiles() throws IOException {
        write("mine.yaml", "id: mine\n");
        write(".claude/settings.json", "{\"permissions\": {\"deny\": [\"Bash(mine wipe *)\"]}}");
        assertThat(enforced("version: 1\npacks: [mine.yaml]\n")).hasSize(3);
        assertThatThrownBy(() -> Guard.builder()
                        .config(GuardConfig.load(project().resolve("guard.yaml"), true))
                        .build())
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("mine.yaml:1:5");
    }

    private Path project() {
        return folder.resolve("project");
    }

    private RuleBook book() throws IOException {
        Files.createDirectories(project());
        RuleFiles files = new RuleFiles(project(), new Trust(false));
        return files.read(files.locate(null), new Digests(), new KnownPacks(List.of(), Map.of()));
    }

    private void write(String name, String text) throws IOException {
        Path file = project().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
