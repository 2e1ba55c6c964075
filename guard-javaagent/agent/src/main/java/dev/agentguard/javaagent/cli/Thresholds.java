package dev.agentguard.javaagent.cli;

import dev.agentguard.javaagent.cases.Counts;
import dev.agentguard.javaagent.cases.Evaluation;
import dev.agentguard.javaagent.cases.Kind;
import dev.agentguard.javaagent.cases.Miss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The bounds that the counts of each kind are held to, over the cases whose label is not in doubt. */
final class Thresholds {

    @Option(
            names = "--min-recall",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of what destroys, judged RECOVERABLE or IRREVERSIBLE at least; 0.98 or 98%%")
    private @Nullable Double recall;

    @Option(
            names = "--max-silent-passes",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of what destroys, judged READ_ONLY or REVERSIBLE at most")
    private @Nullable Double silentPasses;

    @Option(
            names = {"--max-false-positives", "--max-false-alarms"},
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of what does not destroy, judged RECOVERABLE or IRREVERSIBLE at most")
    private @Nullable Double falseAlarms;

    @Option(
            names = "--max-lost-writes",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of all, writes judged READ_ONLY at most")
    private @Nullable Double lostWrites;

    @Option(
            names = "--max-unresolved-destructive",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of what destroys, judged UNKNOWN at most")
    private @Nullable Double unresolvedDestructive;

    @Option(
            names = "--max-unresolved-harmless",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of what does not destroy, judged UNKNOWN at most")
    private @Nullable Double unresolvedHarmless;

    @Option(
            names = "--max-wrong-verdicts",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "of the cases that name a verdict, given another one at most")
    private @Nullable Double wrongVerdicts;

    /** What does not hold, one line each. */
    List<String> broken(Evaluation evaluation) {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<Kind, Counts> entry : evaluation.kinds().entrySet()) {
            String kind = entry.getKey().text();
            Counts counts = entry.getValue();
            if (recall != null && counts.recall() < recall) {
                broken.add(kind + ": recall is " + percent(counts.recall()) + ", at least " + percent(recall)
                        + " is asked for");
            }
            expect(broken, kind, "silent passes", counts.of(Miss.SILENT_PASS), counts.destructive(), silentPasses);
            expect(broken, kind, "false alarms", counts.of(Miss.FALSE_ALARM), counts.harmless(), falseAlarms);
            expect(broken, kind, "lost writes", counts.of(Miss.LOST_WRITE), counts.cases(), lostWrites);
            expect(
                    broken,
                    kind,
                    "unresolved destructive cases",
                    counts.unresolvedDestructive(),
                    counts.destructive(),
                    unresolvedDestructive);
            expect(
                    broken,
                    kind,
                    "unresolved harmless cases",
                    counts.unresolvedHarmless(),
                    counts.harmless(),
                    unresolvedHarmless);
        }
        expect(broken, "all", "wrong verdicts", evaluation.wrongVerdicts(), evaluation.verdicts(), wrongVerdicts);
        return broken;
    }

    private static void expect(
            List<String> broken, String kind, String what, int part, int whole, @Nullable Double most) {
        if (most != null && Counts.share(part, whole) > most) {
            broken.add(kind + ": " + part + " of " + whole + " are " + what + " (" + percent(Counts.share(part, whole))
                    + "), at most " + percent(most) + " is asked for");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Reads {@code 0.02} and {@code 2%}. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                boolean percent = text.endsWith("%");
                double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
                double share = percent ? number / 100 : number;
                if (share >= 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException("`" + text + "` is not a share, expected 0 to 1 or 0% to 100%");
        }
    }
}
