package dev.agentguard.examples.pocketos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void expect_whatWasSeen_isFine_andAnythingElseIsNot() {
        report.expect("rows", 3, 3);
        assertThat(report.isFine()).isTrue();

        report.expect("rows", 3, 0);
        report.expectQuietly("backups", 4, 4);
        assertThat(report.isFine()).isFalse();
        assertThat(text())
                .contains("ok     rows: 3", "FAILED rows: expected 3, seen 0")
                .doesNotContain("backups");
    }

    @Test
    void longText_isBrokenAtSpaces_andNoLineIsLongerThanAPage() {
        report.say("word ".repeat(100) + "x".repeat(300));

        assertThat(text().lines()).allMatch(line -> line.length() <= 118).hasSizeGreaterThan(5);
        assertThat(text().replaceAll("\\s", "")).isEqualTo("word".repeat(100) + "x".repeat(300));
    }

    @Test
    void aTablesColumns_areAligned() {
        report.table(List.of(List.of("a", "b"), List.of("long cell", "c")));

        assertThat(text().lines()).containsExactly("  a          b", "  ------------", "  long cell  c");
    }

    @Test
    void aRefusal_inShort_isItsRulesAndTheRequest() {
        assertThat(Report.inShort("result held by Guard for a human, nothing was done: request `ABC`: text"
                        + " [reversibility.irreversible, body 1:2 `x`]; more [workspace/AGENTS.md:11, line]"))
                .isEqualTo("result held by Guard for a human as request ABC: reversibility.irreversible,"
                        + " workspace/AGENTS.md:11");
        assertThat(Report.inShort("result {\"data\":[1]}")).isEqualTo("result {\"data\":[1]}");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
