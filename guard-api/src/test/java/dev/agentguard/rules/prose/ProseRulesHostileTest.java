package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prose that was made to break its reader. */
class ProseRulesHostileTest {

    /** Far above what it takes, since the machine may have other work; a loop or a square of the length takes for ever. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "- ",
                "* a ",
                "[",
                "*a ",
                "**",
                "`",
                "_a",
                "![",
                "<a ",
                "never ",
                "delete ",
                "(",
                "- never:\n  ",
                "#",
                "\\",
                "&#0;",
                "—",
                ": "
            })
    void hostileRepetition_endsSoon(String part) {
        String text = part.repeat((1 << 20) / part.length());

        Assertions.assertTimeoutPreemptively(SOON, () -> RuleCases.PROSE.read("a.md", text));
    }

    /** Nouns of which the word behind them makes something else, where another object is expected. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never delete volumes, work around",
                "Never delete volumes or state across",
                "Never delete `a/b`, files over"
            })
    void nounThatIsNone_behindAnObject_endsSoon(String text) {
        RuleBook book = Assertions.assertTimeoutPreemptively(SOON, () -> RuleCases.PROSE.read("a.md", text));

        assertThat(book.rules()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.__init__", "Order.drop_all_all()", "a.b_b"})
    void nameOfCode_withTheSamePartTwice_leavesTheRestRead(String name) {
        RuleBook book = RuleCases.PROSE.read("a.md", "- Never call `" + name + "`\n- Never delete volumes\n");

        assertThat(book.rules()).anyMatch(rule -> rule.id().equals("a.md:2"));
    }

    @Test
    void randomText_neverThrows() {
        String[] parts = {
            "never",
            "delete",
            "volumes",
            " ",
            " ",
            " ",
            "\n",
            "\n\n",
            "- ",
            "# ",
            "`",
            "*",
            "unless",
            "without",
            "ask",
            "before",
            ":",
            ",",
            "(",
            ")",
            "/",
            "production",
            "force",
            "push",
            "--force",
            "deploy",
            "send",
            "mail",
            "—",
            "be",
            "only",
            "requires",
            "approval",
            "> ",
            "git",
            "destructive",
            "commands",
            "forbidden",
            "no",
            "even",
            "if",
            "❌",
            "\uD83D",
            "'",
            "volumeDelete",
            "data",
            "backups",
            "payments",
            "e.g.",
            "---\n",
            "```\n",
            "    "
        };
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < random.nextInt(40); j++) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            RuleBook book = RuleCases.PROSE.read("a.md", text.toString());
            for (Rule rule : book.rules()) {
                assertThat(rule.source()).matches("a\\.md:\\d+");
            }
        }
    }
}
