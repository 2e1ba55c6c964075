package dev.agentguard.javaagent.cli;

import dev.agentguard.javaagent.rules.RuleReport;
import dev.agentguard.javaagent.rules.RuleReport.Enforced;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What rules do, for a terminal. */
final class RulesText {

    private static final String INDENT = "        ";

    private RulesText() {}

    static List<String> lines(RuleReport report) {
        List<String> lines = new ArrayList<>();
        for (Enforced enforced : report.enforced()) {
            Rule rule = enforced.rule();
            lines.add(String.format("%-8s", rule.verdict().name().toLowerCase(Locale.ROOT)) + source(rule) + "  "
                    + rule.text());
            lines.add(INDENT + "means: " + rule.pattern());
            if (rule.reading() != null) {
                lines.add(INDENT + "read so: " + rule.reading());
            }
            lines.add(INDENT
                    + (enforced.example() == null
                            ? "stops: no example of it is known here, see `rules test`"
                            : "stops, for example: " + enforced.example()));
        }
        for (Advice advice : report.advice()) {
            lines.add("advice  " + advice.source() + "  " + advice.text());
            lines.add(INDENT + "not enforced: " + advice.because());
        }
        lines.add("");
        lines.add(report.enforced().size() + " enforced, " + report.advice().size() + " advice only");
        return lines;
    }

    private static String source(Rule rule) {
        return rule.id().startsWith(rule.source()) ? rule.source() : rule.source() + " " + rule.id();
    }
}
