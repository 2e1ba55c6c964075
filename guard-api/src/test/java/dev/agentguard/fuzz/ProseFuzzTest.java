package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.prose.ProseRules;
import org.junit.jupiter.api.Tag;

/** Rule files in prose, whatever they hold: they are read or it is said why not, within bounds. */
@Tag("fuzz")
class ProseFuzzTest {

    private static final ProseRules PROSE = new ProseRules(new ExampleReader(Packs.shipped(), Packs.shipped()));

    @FuzzTest(maxDuration = "5m")
    void prose(byte[] data) {
        RuleBook book = Watched.run(() -> PROSE.read("AGENTS.md", data));
        assertThat(book.rules()).allSatisfy(rule -> {
            assertThat(rule.source()).startsWith("AGENTS.md:");
            assertThat(rule.pattern().toString()).isNotEmpty();
        });
    }
}
