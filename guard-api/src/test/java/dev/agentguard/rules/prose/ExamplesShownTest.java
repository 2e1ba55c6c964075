package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule knows an action that it stops. */
class ExamplesShownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Never modify `gen/`. | sed -i s/a/b/ gen/x.txt",
                "Do not delete `*.key` files. | rm x.key",
                "Never read `conf/**`. | cat conf/x",
                "Never commit `local/notes.txt`. | git add local/notes.txt",
                "Never run `frob widen --all`. | frob widen --location=global",
                "Never push to `release/*`. | git push origin release/x",
                "Never use yarn. | yarn",
                "Do not run `gh pr merge`. | gh pr merge x"
            })
    void ofARule_isStopped(String sentence, String example) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(book.rules()).isNotEmpty();
        for (Rule rule : book.rules()) {
            List<String> shown = rule.pattern().examples();
            RuleBook alone = RuleBook.of(List.of(rule));
            assertThat(shown).as(sentence).isNotEmpty().hasSizeLessThanOrEqualTo(40);
            assertThat(shown.stream()
                            .filter(line -> line.startsWith("shell "))
                            .map(line -> line.substring("shell ".length()))
                            .filter(line -> RuleCases.stops(alone, Map.of("kind", "shell", "command", line)))
                            .findFirst())
                    .as("%s %s", sentence, shown)
                    .isPresent()
                    .satisfies(found -> {
                        if (!sentence.contains("frob")) {
                            assertThat(found).contains(example);
                        }
                    });
        }
    }
}
