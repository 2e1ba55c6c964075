package dev.agentguard.rules.prose;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** All of these programs are started by one action, {@code curl … | sh}. */
record Together(List<String> programs) implements Condition {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash");

    Together {
        programs = List.copyOf(programs);
    }

    @Override
    public Certainty in(RuleInput input) {
        Set<String> started = input.action().commands().stream()
                .map(Carrier.Start::command)
                .filter(command -> !isGivenText(command))
                .map(command -> kind(command.program()))
                .collect(Collectors.toSet());
        return Certainty.of(
                started.containsAll(programs.stream().map(Together::kind).toList()));
    }

    /** A shell that is given its text as an argument reads nothing from a pipe. */
    private static boolean isGivenText(Command command) {
        return kind(command.program()).equals("sh")
                && command.arguments().stream()
                        .anyMatch(
                                word -> word.text().equals("-c") || word.text().equals("-lc"));
    }

    private static String kind(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return SHELLS.contains(name) ? "sh" : name;
    }

    @Override
    public List<String> examples() {
        return List.of("shell " + String.join(" x | ", programs));
    }

    @Override
    public String toString() {
        return "commands " + String.join(" | ", programs);
    }
}
