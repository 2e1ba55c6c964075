package dev.agentguard.rules.prose;

import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;

/** A command says which tests it means, so that it is not the whole suite: a file, a name, a pattern. */
record NamesTests() implements Condition {

    private static final List<String> OPTIONS = List.of(
            "-k",
            "-t",
            "--testNamePattern",
            "-Dtest",
            "--tests",
            "-run",
            "--filter",
            "--grep",
            "-g",
            "--test-name-pattern",
            "-p",
            "--package",
            "--project",
            "-pl",
            "-m",
            "--lib",
            "--bin",
            "--test");

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(input.commands().stream()
                .flatMap(command -> command.arguments().stream())
                .map(Word::text)
                .anyMatch(NamesTests::names));
    }

    private static boolean names(String argument) {
        boolean option = OPTIONS.stream().anyMatch(name -> argument.equals(name) || argument.startsWith(name + "="));
        boolean path = !argument.startsWith("-")
                && !argument.equals("./...")
                && argument.length() > 2
                && (argument.contains("/") || argument.contains("::") || Paths.isFileName(argument));
        return option || path;
    }

    @Override
    public String toString() {
        return "names tests";
    }
}
