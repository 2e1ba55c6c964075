package dev.agentguard.examples.pocketos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Prints for a person, and remembers whether all that was expected happened. */
final class Report {

    private static final int WIDTH = 118;

    private final PrintStream out;
    private int failures;

    Report(PrintStream out) {
        this.out = out;
    }

    boolean isFine() {
        return failures == 0;
    }

    void heading(String text) {
        out.println();
        out.println(text);
        out.println("-".repeat(text.length()));
    }

    /** Prints text, broken at spaces; further lines are indented. */
    void say(String text) {
        String rest = text;
        String indent = "";
        while (indent.length() + rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH - indent.length());
            int cut = space <= 0 ? WIDTH - indent.length() : space;
            out.println(indent + rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
            indent = " ".repeat(9);
        }
        out.println(indent + rest);
    }

    /** A line of the agent's; of a refusal only that it is one, the request that waits, and the rules. */
    static String inShort(String line) {
        int end = line.indexOf(", nothing was done");
        List<String> rules = Run.rules(line);
        if (!line.startsWith("result ") || end < 0 || rules.isEmpty()) {
            return line;
        }
        String request = Run.request(line);
        return line.substring(0, end) + (request == null ? "" : " as request " + request) + ": "
                + String.join(", ", rules);
    }

    /** Compares what was seen with what was expected, and says so. */
    void expect(String what, Object expected, Object seen) {
        if (Objects.equals(expected, seen)) {
            say("  ok     " + what + ": " + seen);
        } else {
            failures++;
            say("  FAILED " + what + ": expected " + expected + ", seen " + seen);
        }
    }

    /** The same, for what a table shows already: only a failure is said. */
    void expectQuietly(String what, Object expected, Object seen) {
        if (!Objects.equals(expected, seen)) {
            expect(what, expected, seen);
        }
    }

    /** Prints rows with their columns aligned; the first is the head. */
    void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < rows.get(r).size(); i++) {
                String cell = rows.get(r).get(i);
                line.append("  ").append(cell).append(" ".repeat(widths.get(i) - cell.length()));
            }
            out.println(line.toString().stripTrailing());
            if (r == 0) {
                out.println("  "
                        + "-"
                                .repeat(widths.stream()
                                                .mapToInt(width -> width + 2)
                                                .sum()
                                        - 2));
            }
        }
    }
}
