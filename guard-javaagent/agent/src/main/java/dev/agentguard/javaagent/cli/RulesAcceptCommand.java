package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.ProposedRule;
import dev.agentguard.config.RuleLock;
import dev.agentguard.config.RuleProposals;
import dev.agentguard.config.RuleProposals.Proposal;
import dev.agentguard.javaagent.suggest.SuggestException;
import dev.agentguard.javaagent.suggest.Suggestions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes proposals into the lock. */
@Command(
        name = "accept",
        description = "Shows proposals of `rules suggest` and, once a human has confirmed them, writes them to "
                + RuleLock.FILE + ": from then on they are rules.",
        mixinStandardHelpOptions = true)
final class RulesAcceptCommand implements Callable<Integer> {

    private static final String YES = "accept";

    private final BufferedReader typed;

    @Mixin
    private final NamedRulesProject project = new NamedRulesProject();

    @Parameters(arity = "1..*", paramLabel = "N", description = "the numbers of proposals")
    private List<Integer> numbers = new ArrayList<>();

    RulesAcceptCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        GuardConfig config = project.config();
        RuleProposals proposals = RuleProposals.read(project.file(config, RuleProposals.FILE));
        PrintWriter out = project.out();
        List<ProposedRule> rules = new ArrayList<>();
        Suggestions suggestions = new Suggestions(config);
        Set<Integer> wanted = new LinkedHashSet<>(numbers);
        for (int number : wanted) {
            if (number < 1 || number > proposals.proposals().size()) {
                throw new CommandFailure("no proposal has the number " + number);
            }
            Proposal proposal = proposals.proposals().get(number - 1);
            try {
                rules.add(suggestions.checked(proposal));
            } catch (SuggestException e) {
                throw new CommandFailure(number + ": " + e.getMessage());
            }
            lines(number, proposal).forEach(out::println);
        }
        out.print("Type " + YES + " to make " + (rules.size() == 1 ? "this rule" : "these rules") + " hold: ");
        out.flush();
        String answer = typed.readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase(YES)) {
            throw new CommandFailure("not confirmed, so nothing was accepted");
        }
        write(config, rules, out);
        return 0;
    }

    private void write(GuardConfig config, List<ProposedRule> rules, PrintWriter out) {
        Path file = project.file(config, RuleLock.FILE);
        RuleLock lock = RuleLock.read(file);
        if (lock == null) {
            Path directory = file.toAbsolutePath().getParent();
            lock = RuleLock.of(config.ruleBook(), directory == null ? Path.of("") : directory);
        }
        for (ProposedRule rule : rules) {
            lock = lock.accepting(rule, config.environments().keySet());
        }
        lock.write(file);
        out.println(rules.size() + " accepted in `" + file + "`; `rules` lists what they stop");
    }

    static List<String> lines(int number, Proposal proposal) {
        List<String> lines = new ArrayList<>();
        lines.add(TerminalLine.of(number + "  " + proposal.source() + "  " + proposal.says()));
        proposal.rule().lines().forEach(line -> lines.add(TerminalLine.of("     " + line)));
        proposal.stops().forEach(stop -> lines.add(TerminalLine.of("     stops, for example: " + stop)));
        return lines;
    }
}
