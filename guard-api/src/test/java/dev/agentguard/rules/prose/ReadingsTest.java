package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sentences of public rule files as they should be read, and sentences that forbid nothing. The expectations are data,
 * written before the reader by somebody else; they are not bent to what it does.
 */
class ReadingsTest {

    private static final double LEAST = 0.85;

    @Test
    void prohibitionsOfPublicRuleFiles_areReadRight() throws Exception {
        List<String> wrong = new ArrayList<>();
        int all = 0;
        int advice = 0;
        for (Map<String, Object> line : RuleCases.lines("readings.jsonl")) {
            String verdict = (String) line.get("verdict");
            RuleBook book = RuleCases.PROSE.read("AGENTS.md", (String) line.get("text"));
            boolean demands = verdict.equals("ask") || verdict.equals("deny");
            boolean right = demands ? isRight(book, line) : book.rules().isEmpty();
            all += demands ? 1 : 0;
            advice += demands && book.rules().isEmpty() ? 1 : 0;
            if (!right) {
                wrong.add(line.get("id") + " " + line.get("text"));
                assertThat(demands)
                        .as("enforced, and should not be: %s", line.get("text"))
                        .isTrue();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "readings: %d of %d prohibitions read right, %d left as advice; wrong:%n  %s%n",
                all - wrong.size(),
                all,
                advice,
                String.join("\n  ", wrong));
        assertThat((double) (all - wrong.size()) / all).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void whatForbidsNothing_becomesNoRule() throws Exception {
        List<String> enforced = new ArrayList<>();
        List<Map<String, Object>> lines = RuleCases.lines("non-rules.jsonl");
        for (Map<String, Object> line : lines) {
            Object heading = line.get("heading");
            String text = (String) line.get("text");
            String markdown = heading == null ? text : heading + "\n\n- " + text + "\n";
            if (!RuleCases.PROSE.read("AGENTS.md", markdown).rules().isEmpty()) {
                enforced.add(markdown);
            }
        }
        System.out.printf("non-rules: %d of %d became rules%n", enforced.size(), lines.size());
        assertThat(enforced).isEmpty();
    }

    private static boolean isRight(RuleBook book, Map<String, Object> line) {
        String strictest = book.rules().stream()
                .map(Rule::verdict)
                .max(Verdict::compareTo)
                .map(found -> found.name().toLowerCase(Locale.ROOT))
                .orElse("none");
        return strictest.equals(line.get("verdict"))
                && RuleCases.actions(line, "stops").stream().allMatch(action -> RuleCases.stops(book, action))
                && RuleCases.actions(line, "passes").stream().noneMatch(action -> RuleCases.stops(book, action));
    }
}
