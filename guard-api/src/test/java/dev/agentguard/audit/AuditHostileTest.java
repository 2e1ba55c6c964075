package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHostileTest {

    private static final List<String> PIECES = List.of(
            "\n",
            "\r",
            "\u2028",
            "\u2029",
            "\u0000",
            "\u001b[2J",
            "\ud800",
            "\udc00",
            "\"",
            "\\",
            "\\n",
            "\",\"hash\":\"",
            "}",
            "{",
            "a",
            "=",
            ":",
            "://",
            "@",
            "/",
            "?",
            "&",
            "password",
            "Cookie",
            "'",
            " ",
            "\u202e",
            "ghp_0123456789ab");

    @TempDir
    Path directory;

    @Test
    void hostile_text_stays_one_line_each() throws Exception {
        List<Action> actions = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            actions.addAll(actions(text(random)));
        }
        actions.addAll(actions("x".repeat(1 << 20)));
        actions.addAll(actions("\u2028".repeat(1 << 20)));
        actions.addAll(actions("a://".repeat(1 << 18)));
        actions.addAll(actions("password='".repeat(100_000)));
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            for (Action action : actions) {
                log.append(Records.decided("id", action, Reversibility.UNKNOWN, false), false);
            }
        }
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.messages()).isEmpty();
        assertThat(report.lines()).isEqualTo(actions.size() + 2);
        byte[] bytes = Files.readAllBytes(AuditDirectory.files(directory).first());
        for (byte b : bytes) {
            assertThat(b == '\n' || (b >= ' ' && b < 0x7f)).isTrue();
        }
        assertThat(new String(bytes, StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() < 300_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static List<Action> actions(String text) {
        return List.of(
                new HttpCall(text, text, Map.of(text, List.of(text)), Body.of(text)),
                new HttpCall("GET", "https://host/" + text, Map.of(), Body.notInspected(text)),
                new ToolCall(
                        text,
                        text,
                        Map.of(text, text, "list", List.of(text, Map.of(text, text))),
                        ToolDeclaration.none()),
                new SqlCall(text),
                new ProcessStart(List.of(text, text)));
    }

    @Test
    void nesting_width_and_cycles_are_bounded() throws Exception {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        cycle.add(Collections.nCopies(100_000, "x"));
        try (AuditLog log = new AuditLog(directory, InstantSource.system())) {
            log.append(
                    Records.decided(
                            "id",
                            new ToolCall("t", "", Map.of("c", cycle), ToolDeclaration.none()),
                            Reversibility.UNKNOWN,
                            false),
                    true);
            log.append(
                    Records.decided(
                            "id", new ProcessStart(Collections.nCopies(100_000, "x")), Reversibility.UNKNOWN, false),
                    true);
        }
        assertThat(AuditVerifier.verify(directory).messages()).isEmpty();
    }

    @Test
    void a_record_that_would_be_too_long_is_abridged_and_keeps_what_matters() throws Exception {
        AuditRecord.Decided one = Records.letThrough("x");
        List<EffectFacts> many =
                Collections.nCopies(5_000, one.facts().effects().get(0));
        List<Reason> reasons =
                Collections.nCopies(5_000, new Reason("r", "t ".repeat(5_000), "e ".repeat(5_000), null));
        AuditRecord.Decided big = new AuditRecord.Decided(
                "big",
                "s ".repeat(100_000),
                Records.incident(),
                new Facts(Instant.EPOCH, Origin.TOOL, many),
                new Decision.Deny(reasons),
                true,
                null,
                null,
                "p");
        String line = AuditJson.write(big);
        assertThat(line.length()).isLessThan(AuditJson.LONGEST_LINE);
        assertThat(line)
                .contains(
                        "\"irreversible\":true", "\"verdict\":\"DENY\"", "railway:volumeDelete", "\"effectsOmitted\":");
    }

    @Test
    void masking_takes_time_in_proportion_to_what_is_kept() throws Exception {
        String text = ("password://" + "@:\"'= ").repeat(200_000);
        long start = System.nanoTime();
        for (Action action : actions(text)) {
            AuditJson.write(Records.decided("id", action, Reversibility.UNKNOWN, false));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
