package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.PlainJson;
import dev.agentguard.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What each prohibition stops of harmless cases that are kept outside of this repository; run by {@code .ci/sentences}.
 * Sentences that mean so many of them by what they say are listed with the reason in {@code wide-sentences.jsonl}.
 */
@EnabledIfSystemProperty(named = "guard.cases", matches = ".+")
class HarmlessCasesTest {

    private static final double MOST = 0.005;

    /** A harmless case, with what it does. */
    private record Harmless(String id, RuleCases.Seen seen) {}

    @Test
    void sentence_stopsFewHarmlessCasesThatItDoesNotForbid() throws Exception {
        List<Harmless> cases = harmless(Path.of(System.getProperty("guard.cases")));
        Set<Object> wide = Set.copyOf(RuleCases.lines("wide-sentences.jsonl").stream()
                .map(line -> line.get("id"))
                .toList());
        List<String> above = new ArrayList<>();
        System.out.printf(Locale.ROOT, "%d harmless cases; stopped by each sentence alone:%n", cases.size());
        for (Map<String, Object> line : RuleCases.lines("readings.jsonl")) {
            RuleBook book = RuleCases.PROSE.read("AGENTS.md", (String) line.get("text"));
            List<String> stopped = cases.stream()
                    .filter(given -> given.seen().stoppedBy(book))
                    .map(Harmless::id)
                    .toList();
            double share = (double) stopped.size() / cases.size();
            if (!stopped.isEmpty()) {
                System.out.printf(
                        Locale.ROOT,
                        "%6.2f %%%s  %s  %s%n          %s%n",
                        100 * share,
                        wide.contains(line.get("id")) ? " (means them)" : "",
                        line.get("id"),
                        line.get("text"),
                        String.join(" ", stopped.subList(0, Math.min(5, stopped.size()))));
            }
            if (share > MOST && !wide.contains(line.get("id"))) {
                above.add(line.get("id") + " " + line.get("text"));
            }
        }
        assertThat(above).isEmpty();
    }

    private static List<Harmless> harmless(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .flatMap(HarmlessCasesTest::lines)
                    .filter(line -> Boolean.FALSE.equals(line.get("destructive")))
                    .map(line -> new Harmless(String.valueOf(line.get("id")), RuleCases.seen(line)))
                    .toList();
        }
    }

    @SuppressWarnings("unchecked") // each line is an object
    private static Stream<Map<String, Object>> lines(Path file) {
        try {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    lines.add((Map<String, Object>) PlainJson.read(line));
                }
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (dev.agentguard.action.UnreadableArgumentsException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
