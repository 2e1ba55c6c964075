package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a human accepted as the meaning of a sentence that is advice by itself. */
class AcceptedReadingsTest {

    private static final String SENTENCE = "Never wake the people in Lisbon before nine";
    private static final String LOCK = """
            guard-rules: 1
            # Maria looked at these
            accepted:
              - file: AGENTS.md
                says: Never wake the people in Lisbon before nine
                match: {command: pager ring}
                verdict: deny
                reason: the pager rings in Lisbon
                instead: write a ticket
            readings: []
            """;

    @TempDir
    Path project;

    @BeforeEach
    void files() throws IOException {
        write("AGENTS.md", "# Rules\n\n" + SENTENCE + ".\n\nNever guess.\n");
        write("guard-rules.lock", LOCK);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }

    private GuardConfig config() {
        return ConfigLocator.in(project).locate(null);
    }

    private List<Rule> accepted(GuardConfig config) {
        return config.rules().stream()
                .filter(rule -> rule.id().endsWith("/accepted"))
                .toList();
    }

    private String judge(GuardConfig config, String line) {
        try (Guard guard = Guard.builder().config(config).build()) {
            Decision decision = guard.explain(
                            new ProcessStart(List.of("sh", "-c", line)), new CallContext("s", Origin.WIRE_IN_TOOL))
                    .decision();
            return decision.getClass().getSimpleName() + " " + decision.reasons();
        }
    }

    @Test
    void a_sentence_that_stands_there_is_a_rule_of_its_line() {
        GuardConfig config = config();
        assertThat(accepted(config)).singleElement().satisfies(rule -> {
            assertThat(rule.source()).isEqualTo("AGENTS.md:3");
            assertThat(rule.text()).startsWith(SENTENCE);
            assertThat(rule.reading()).isEqualTo("accepted in guard-rules.lock:4: the pager rings in Lisbon");
        });
        assertThat(judge(config, "sudo pager --loud ring lisbon"))
                .startsWith("Deny")
                .contains("AGENTS.md:3", "write a ticket");
        assertThat(judge(config, "pager list")).doesNotContain("AGENTS.md:3");
        assertThat(config.ruleBook().advice()).extracting(Advice::text).noneMatch(text -> text.startsWith(SENTENCE));
        assertThat(config.ruleBook().advice()).extracting(Advice::text).anyMatch(text -> text.contains("guess"));
    }

    @Test
    void it_holds_beside_guard_yaml_too_and_wherever_the_sentence_moves() throws IOException {
        write("guard.yaml", "version: 1\nenvironments: {live: {hosts: [\"*.example.com\"]}}\n");
        write("guard-rules.lock", LOCK.replace("{command: pager ring}", "{command: pager ring, environment: live}"));
        write("AGENTS.md", "\n\n\n- **Never**  wake the people\n  in Lisbon before nine.\n");
        assertThat(accepted(config()))
                .singleElement()
                .satisfies(rule -> assertThat(rule.source()).isEqualTo("AGENTS.md:4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Never wake the people in Porto before nine  | found `Never wake the people in Porto before nine` in AGENTS.md:3
        never wake the people in Lisbon before nine | found `never wake the people in Lisbon before nine` in AGENTS.md:3
        Nothing else is written here                | found none like it
        """)
    void of_a_sentence_that_changed_nothing_is_applied_and_that_is_said(String now, String found) throws IOException {
        write("AGENTS.md", "# Rules\n\n" + now + ".\n\nNever drop tables.\n");
        GuardConfig config = config();
        assertThat(accepted(config)).isEmpty();
        assertThat(RuleLock.notApplied(config.ruleBook()))
                .singleElement()
                .asString()
                .startsWith("guard-rules.lock:4: Never wake the people in Lisbon before nine: expected this sentence"
                        + " in `AGENTS.md`, found ")
                .contains(found);
        assertThat(config.rules())
                .as("the others hold")
                .anyMatch(rule -> rule.text().contains("drop tables"));
        assertThat(judge(config, "pager ring lisbon")).doesNotContain("AGENTS.md");
    }

    @Test
    void a_file_that_is_gone_is_said_too() throws IOException {
        Files.delete(project.resolve("AGENTS.md"));
        assertThat(RuleLock.notApplied(config().ruleBook()))
                .singleElement()
                .asString()
                .contains("guard-rules.lock:4", "found none like it");
    }

    @Test
    void it_adds_to_what_the_sentence_means_by_itself_and_takes_nothing_away() throws IOException {
        write("AGENTS.md", "Never drop tables.\n");
        write("guard-rules.lock", """
                guard-rules: 1
                accepted:
                - {file: AGENTS.md, says: Never drop tables, verdict: ask, match: {command: mytables}}
                readings: []
                """);
        GuardConfig config = config();
        assertThat(config.rules()).hasSize(2);
        assertThat(judge(config, "psql -c 'drop table orders'")).startsWith("Deny");
        assertThat(judge(config, "mytables x")).startsWith("Ask");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        verdict: deny                 | verdict: allow                 | :7:14: | expected one of `ask`, `deny`
        verdict: deny                 | verdict: deny\\n    wen: own    | :8:5:  | unknown key `wen`
        match: {command: pager ring}  | when: effect.kind == 3         | :6:     | cannot be applied
        match: {command: pager ring}  | match: {environment: live}     | :6:     | live
        file: AGENTS.md               | file: 3                        | :4:11:  | expected a string
        match: {command: pager ring}  | instead: x                     | :4:     | expected `match`, `when` or both
        """)
    void one_that_is_not_right_is_one_error_with_its_place(String was, String is, String at, String message)
            throws IOException {
        write(
                "guard-rules.lock",
                LOCK.replace(was.strip(), is.strip().replace("\\n", "\n")).replace("instead: write a ticket", ""));
        assertThatThrownBy(this::config)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("guard-rules.lock" + at.strip())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_lock_without_them_is_not_looked_at() throws IOException {
        write("guard-rules.lock", "{{{");
        assertThat(config().rules()).extracting(Rule::source).containsExactly("AGENTS.md:3");
    }

    @Test
    void writing_anew_keeps_them_with_their_comments() throws IOException {
        Path file = project.resolve("guard-rules.lock");
        write("guard-rules.lock", LOCK.replace("    verdict", "    # not on Sundays\n    verdict"));
        RuleLock before = RuleLock.read(file);
        RuleLock.of(config().ruleBook(), project).keeping(before).write(file);
        assertThat(Files.readString(file)).contains("# not on Sundays", "match: {command: pager ring}", "Never guess");
        assertThat(accepted(config())).hasSize(1);
    }

    @Test
    void one_more_is_written_below_them_and_in_place_of_the_advice() throws IOException {
        Path file = project.resolve("guard-rules.lock");
        RuleLock before = RuleLock.read(file);
        assertThat(before).isNotNull();
        before = RuleLock.of(config().ruleBook(), project).keeping(before);
        Advice guess = config().ruleBook().advice().get(0);
        String rule =
                ProposedRule.textOf(Map.of("verdict", "ask", "match", Map.of("command", List.of("dice", "coin toss"))));
        before.accepting(ProposedRule.of(guess, rule, List.of(), 1), List.of()).write(file);

        GuardConfig config = config();
        assertThat(accepted(config)).hasSize(2);
        assertThat(judge(config, "coin toss 3")).startsWith("Ask");
        assertThat(RuleLock.read(file).differences(RuleLock.of(config.ruleBook(), project)))
                .isEmpty();
        assertThat(RuleLock.notApplied(config.ruleBook())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict: deny\nmatch: {command: x}\n- file: AGENTS.md",
                "verdict: deny",
                "verdict: allow\nmatch: {command: x}",
                "verdict: deny\nmatch: {}",
                "verdict: deny\nmatch: {command: x}\nfile: CLAUDE.md",
                "verdict: deny\nwhen: effect.kind == 'mony'",
                "verdict: deny\nmatch: {command: x}\n---\nverdict: deny",
                "[]",
                "",
                "verdict: &a deny\nmatch: {command: *a}",
            })
    void what_is_no_rule_cannot_be_proposed(String text) {
        Advice sentence = new Advice("AGENTS.md:3", SENTENCE, "");
        assertThatThrownBy(() -> ProposedRule.of(sentence, text, List.of(), 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("proposal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "it's: a \"mess\" # of `- signs`", "- [x] *never*", "Nie: \u00e4ndern \ud83d\ude00"})
    void any_sentence_can_be_accepted(String says) {
        ProposedRule proposed = ProposedRule.of(
                new Advice("docs/AGENTS.md:3", says, ""),
                "verdict: deny\nmatch: {command: x}\n# a comment\nwhen: |\n  effect.kind == 'money'\n    || own\n",
                List.of(),
                1);
        RuleLock lock = new RuleLock(List.of(), "").accepting(proposed, List.of());
        lock = lock.accepting(proposed, List.of());
        Path file = project.resolve("guard-rules.lock");
        lock.write(file);
        assertThat(RuleLock.read(file)).isEqualTo(lock);
        assertThat(lock.accepted()).containsOnlyOnce("accepted:");
    }

    @Test
    void what_is_another_one_on_the_next_machine_is_not_locked() {
        RuleBook book = RuleBook.of(
                List.of(),
                List.of(
                        new Advice("AGENTS.md:1", "a", "b"),
                        new Advice("/home/ann/.claude/CLAUDE.md:1", "a", "b"),
                        new Advice("~/.claude/settings.json:1", "a", "b"),
                        new Advice("C:\\Users\\ann\\.codex\\AGENTS.md:1", "a", "b")));
        assertThat(RuleLock.of(book, project).readings())
                .extracting(RuleLock.Reading::file)
                .containsExactly("AGENTS.md");
    }

    @Test
    void a_change_of_the_lock_is_another_policy() throws IOException {
        String before = config().digest();
        write("guard-rules.lock", LOCK.replace("verdict: deny", "verdict: ask"));
        assertThat(config().digest()).isNotEqualTo(before);
    }
}
