package dev.agentguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counts of budgets over time and on disk. */
class BudgetsTest {

    private static final List<Effect> DELETE = List.of(Effect.of("x:delete", new Evidence("here", "delete"))
            .reversibility(Reversibility.IRREVERSIBLE, "gone")
            .build());
    private static final Budget A_DAY = budget(Limit.Span.WINDOW, Duration.ofDays(1), 1_000_000);
    private static final Budget A_SESSION = budget(Limit.Span.SESSION, Duration.ZERO, 1_000_000);

    @TempDir
    Path store;

    private Instant now = Instant.parse("2026-11-22T09:00:00Z");

    private static Budget budget(Limit.Span span, Duration length, long most) {
        return new Budget(
                Budget.Measure.IRREVERSIBLE, new Limit(null, span, length, BigDecimal.valueOf(most), null), "");
    }

    private Budgets budgets() {
        return new Budgets(List.of(A_DAY, A_SESSION), store);
    }

    private List<Integer> used(Budgets budgets, String session) {
        return budgets.standing(DELETE, session, now).stream()
                .map(count -> count.used().intValue())
                .toList();
    }

    @Test
    void aWindowPassesAndASessionStays() {
        Budgets budgets = budgets();
        assertThat(budgets.take("a", DELETE, "s", now, false)).isTrue();
        assertThat(used(budgets, "s")).containsExactly(1, 1);
        assertThat(used(budgets(), "t")).containsExactly(1, 0);
        now = now.plus(Duration.ofHours(25));
        assertThat(used(budgets, "s")).containsExactly(0, 1);
        now = now.minus(Duration.ofDays(9));
        assertThat(used(budgets, "s")).as("a clock that was set back").containsExactly(1, 1);
    }

    @Test
    void whatIsTakenBackAndSetBackNoLongerCounts() {
        Budgets budgets = budgets();
        budgets.take("a", DELETE, "s", now, false);
        budgets.take("b", DELETE, "s", now, false);
        budgets.take("c", DELETE, "t", now, false);
        budgets().back("a", now);
        budgets().back("a", now);
        assertThat(used(budgets, "s")).containsExactly(2, 1);
        budgets.reset("guard.budget.irreversible", "s", now.plusSeconds(1));
        budgets.reset("somebody", "t", now);
        assertThat(used(budgets, "s")).containsExactly(0, 0);
        assertThat(used(budgets, "t")).containsExactly(0, 1);
        now = now.plusSeconds(61);
        budgets.take("d", DELETE, "s", now, false);
        assertThat(used(budgets(), "s")).containsExactly(1, 1);
    }

    @Test
    void theFileIsWrittenAnewBeforeItGrowsAndOthersReadOn() throws Exception {
        Budgets reader = budgets();
        Budgets writer = budgets();
        Path file = store.resolve("budgets.counts");
        writer.take("first", DELETE, "old", now.minus(Duration.ofDays(40)), false);
        String line = new Count("", Budget.Measure.IRREVERSIBLE, null, "s", now, BigDecimal.ONE).line() + "\n";
        Files.writeString(file, line.repeat(12_000), StandardOpenOption.APPEND);
        assertThat(Files.size(file)).isGreaterThan(1 << 20);
        assertThat(used(reader, "s")).containsExactly(12_000, 12_000);
        assertThat(writer.take("next", DELETE, "s", now, false)).isTrue();
        assertThat(Files.size(file)).isLessThan(10_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(used(reader, "s")).containsExactly(12_001, 12_001);
        assertThat(used(writer, "s")).containsExactly(12_001, 12_001);
        assertThat(Files.readString(file)).doesNotContain("\"old\"");
    }

    @Test
    void whatAProcessThatDiedLeftHalfWrittenIsNone() throws Exception {
        Budgets budgets = budgets();
        budgets.take("a", DELETE, "s", now, false);
        Files.writeString(store.resolve("budgets.counts"), "{\"id\":\"b\",\"meas", StandardOpenOption.APPEND);
        assertThat(used(budgets, "s")).containsExactly(1, 1);
        assertThat(budgets.take("c", DELETE, "s", now, false)).isTrue();
        assertThat(used(budgets(), "s")).containsExactly(2, 2);
    }
}
