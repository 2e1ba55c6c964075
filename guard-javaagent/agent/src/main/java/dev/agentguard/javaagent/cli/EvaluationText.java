package dev.agentguard.javaagent.cli;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.javaagent.cases.Counts;
import dev.agentguard.javaagent.cases.Evaluation;
import dev.agentguard.javaagent.cases.ExpectedVerdict;
import dev.agentguard.javaagent.cases.Judged;
import dev.agentguard.javaagent.cases.Kind;
import dev.agentguard.javaagent.cases.Miss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as text: a table in Markdown, which is as readable on a terminal, and a line for each miss. */
final class EvaluationText {

    private EvaluationText() {}

    static List<String> table(Evaluation evaluation, boolean providers) {
        List<String> lines = new ArrayList<>();
        lines.add("| cases                    | count | destructive | silent passes  | false alarms  | lost writes  |"
                + " unresolved destructive | unresolved harmless | exact         |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Map.Entry<Kind, Counts> kind : evaluation.kinds().entrySet()) {
            lines.add(row("**" + kind.getKey().text() + "**", kind.getValue()));
            if (providers) {
                rows(lines, evaluation.providers(kind.getKey(), false), "");
            }
        }
        for (Map.Entry<Kind, Counts> kind : evaluation.doubted().entrySet()) {
            lines.add(row("**" + kind.getKey().text() + "**, in doubt", kind.getValue()));
            if (providers) {
                rows(lines, evaluation.providers(kind.getKey(), true), ", in doubt");
            }
        }
        if (evaluation.verdicts() > 0) {
            lines.add("");
            lines.add("verdicts: " + evaluation.verdicts() + " asked for, " + evaluation.wrongVerdicts()
                    + " differ, of these "
                    + evaluation.holdsHarmless() + " hold what should be allowed and " + evaluation.letsThrough()
                    + " let through what should not");
        }
        return lines;
    }

    private static void rows(List<String> lines, Map<String, Counts> providers, String suffix) {
        providers.forEach((name, counts) -> lines.add(row((name.isEmpty() ? "(none)" : name) + suffix, counts)));
    }

    private static String row(String name, Counts counts) {
        return String.format(
                Locale.ROOT,
                "| %-24s | %5d | %11d | %14s | %13s | %12s | %22s | %19s | %13s |",
                name,
                counts.cases(),
                counts.destructive(),
                of(counts.of(Miss.SILENT_PASS), counts.destructive()),
                of(counts.of(Miss.FALSE_ALARM), counts.harmless()),
                of(counts.of(Miss.LOST_WRITE), counts.cases()),
                of(counts.unresolvedDestructive(), counts.destructive()),
                of(counts.unresolvedHarmless(), counts.harmless()),
                of(counts.exact(), counts.cases()));
    }

    /** A count and its share. */
    private static String of(int part, int whole) {
        return part == 0 ? "0" : String.format(Locale.ROOT, "%d (%.1f %%)", part, 100 * Counts.share(part, whole));
    }

    static List<String> misses(Evaluation evaluation, boolean inexact) {
        List<String> lines = new ArrayList<>();
        for (Judged judged : evaluation.misses()) {
            String what = what(judged);
            if (!what.isEmpty() || inexact) {
                lines.add((what.isEmpty() ? "inexact" : what)
                        + (judged.given().doubted() ? " (in doubt)" : "") + "  "
                        + judged.given().kind().text() + "  " + judged.given().id() + "  " + label(judged) + " judged "
                        + judged(judged)
                        + (judged.verdict() == null ? "" : ", " + expected(judged) + " " + said(judged)) + ": "
                        + judged.because());
            }
        }
        return lines;
    }

    private static String what(Judged judged) {
        return String.join(", ", judged.misses().stream().map(Miss::text).toList());
    }

    static String label(Judged judged) {
        Reversibility label = judged.given().label();
        return label == Reversibility.READ_ONLY ? "READ" : label.name();
    }

    static String judged(Judged judged) {
        return judged.reversibility() == Reversibility.READ_ONLY
                ? "READ"
                : judged.reversibility().name();
    }

    static String expected(Judged judged) {
        ExpectedVerdict verdict = judged.given().verdict();
        return "verdict " + (verdict == null ? "any" : verdict.verdict());
    }

    static String said(Judged judged) {
        return "said " + (judged.verdict() == null ? "nothing" : judged.verdict());
    }
}
