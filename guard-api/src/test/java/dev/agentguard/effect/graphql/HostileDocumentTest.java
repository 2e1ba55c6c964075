package dev.agentguard.effect.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.pack.Packs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands behind a limit is never judged harmless. */
class HostileDocumentTest {

    private final GraphQlReader reader = new GraphQlReader(Packs.shipped(), Limits.DEFAULT);

    private Reversibility worst(String document, Map<String, @Nullable Object> variables) {
        Reversibility worst = Reversibility.READ_ONLY;
        for (Effect effect : reader.read(new GraphQlRequest(document, null, variables, "body"), "", "")) {
            worst = worst.worse(effect.reversibility());
        }
        return worst;
    }

    @Test
    void read_aLargeVariableInManyFields_isUnknownFromSomeFieldOn() {
        List<@Nullable Object> large = new ArrayList<>();
        for (int i = 0; i < ValueBudget.MOST / 2; i++) {
            large.add(i);
        }
        String twice = "mutation($v: I) { a: rename(x: $v) }";
        assertThat(worst(twice, Map.of("v", large))).isEqualTo(Reversibility.REVERSIBLE);
        String often = "mutation($v: I, $w: I) { " + "rename(x: $v) ".repeat(150) + " rename(x: $w) }";
        assertThat(worst(often, Map.of("v", large, "w", Map.of("isDeleted", true))))
                .isIn(Reversibility.UNKNOWN, Reversibility.IRREVERSIBLE);
        assertThat(worst(often, Map.of("v", 1, "w", Map.of("isDeleted", true)))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(often, Map.of("v", 1, "w", 2))).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void read_moreDigitsThanAreRead_isUnknown() {
        assertThat(worst("mutation { rename(x: [" + "1234567 ".repeat(1_000) + "]) }", Map.of()))
                .isEqualTo(Reversibility.REVERSIBLE);
        for (String number : List.of("1234567 ", "-1.5e999999 ", "1,")) {
            String numbers = number.repeat(Digits.MOST / 2);
            assertThat(worst("mutation { rename(x: [" + numbers + numbers + "1]) }", Map.of()))
                    .isEqualTo(Reversibility.UNKNOWN);
        }
    }

    @Test
    void digits_ofTextsNamesAndComments_areNotCounted() {
        String digits = "0123456789 ".repeat(2_000);
        assertThat(Digits.problem("mutation { rename(x: \"" + digits + "\\\" 1\") } # " + digits))
                .isNull();
        assertThat(Digits.problem("mutation { rename(x: \"\"\"" + digits + "\\\"\"\" \" 1 \n" + digits + "\"\"\") }"))
                .isNull();
        assertThat(Digits.problem("{ " + "a0123456789 ".repeat(2_000) + "}")).isNull();
        assertThat(Digits.problem("{ a(x: \"\", y: [" + digits + "]) }")).isNotNull();
        assertThat(Digits.problem("{ a(x: \"\"\"a\"\"\", y: [" + digits + "]) }"))
                .isNotNull();
        assertThat(Digits.problem("{ a # \"\n (y: [" + digits + "]) }")).isNotNull();
    }
}
