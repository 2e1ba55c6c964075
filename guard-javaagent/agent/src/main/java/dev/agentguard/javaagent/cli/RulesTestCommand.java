package dev.agentguard.javaagent.cli;

import dev.agentguard.Guard;
import dev.agentguard.javaagent.rules.ExampleAction;
import dev.agentguard.javaagent.rules.RuleReport;
import dev.agentguard.rules.RuleMatch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which rules speak to one action. */
@Command(
        name = "test",
        description = "Shows which rules speak to an action, without doing it. For the whole decision see `explain`.",
        mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {

    @Mixin
    private final NamedRulesProject project = new NamedRulesProject();

    @Option(
            names = "--as",
            defaultValue = "SHELL",
            paramLabel = "FORM",
            description = "how the action is written: ${COMPLETION-CANDIDATES}; a line for a shell without this option")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ExampleAction.Form form;

    @Option(
            names = "--expect",
            paramLabel = "VERDICT",
            description = "exit status 1 if the strictest rule says another: deny, ask or none")
    private @Nullable String expected;

    @Parameters(paramLabel = "ACTION", description = "the action, quoted as one word: 'git push --force'")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String action;

    @Override
    public Integer call() throws CommandFailure {
        if (expected != null && !List.of("deny", "ask", "none").contains(expected.toLowerCase(Locale.ROOT))) {
            throw new CommandFailure("`--expect " + expected + "`: expected deny, ask or none");
        }
        PrintWriter out = project.out();
        List<RuleMatch> matches = matches();
        matches.stream()
                .map(RulesTestCommand::line)
                .distinct()
                .map(TerminalLine::of)
                .forEach(out::println);
        if (matches.isEmpty()) {
            out.println("no rule speaks to it");
        }
        String strictest = matches.stream()
                .map(RuleMatch::verdict)
                .max(RuleMatch.Verdict::compareTo)
                .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                .orElse("none");
        if (expected != null && !expected.equalsIgnoreCase(strictest)) {
            throw new CommandFailure("expected `" + expected + "`, the rules say `" + strictest + "`");
        }
        return 0;
    }

    private List<RuleMatch> matches() throws CommandFailure {
        try (Guard guard = Guard.builder().config(project.config()).build()) {
            return RuleReport.matches(guard, ExampleAction.of(form, action));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private static String line(RuleMatch match) {
        String rule = match.isProse() ? match.source() : (match.source() + " " + match.id()).strip();
        return String.format("%-4s", match.verdict().name().toLowerCase(Locale.ROOT)) + "  " + rule + "  "
                + match.text();
    }
}
