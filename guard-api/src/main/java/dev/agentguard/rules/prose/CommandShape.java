package dev.agentguard.rules.prose;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleKey.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program is started in this form: its words in this order, its options in any order, short ones also combined. A
 * word that nobody knows before the command runs is perhaps any of them.
 *
 * @param programs names of the program; none means any
 * @param words subcommands and operands
 * @param options options that must be there
 */
record CommandShape(Set<String> programs, List<String> words, List<Options> options) implements Condition {

    CommandShape {
        programs = programs.stream()
                .map(name -> name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name)
                .collect(Collectors.toUnmodifiableSet());
        words = List.copyOf(words);
        options = List.copyOf(options);
    }

    private static final Set<String> SHELLS = Set.of("powershell", "pwsh", "cmd", "bash", "zsh", "fish", "ssh");

    static Condition program(String... programs) {
        return new CommandShape(Set.of(programs), List.of(), List.of());
    }

    static Condition of(String program, String... words) {
        return new CommandShape(Set.of(program), List.of(words), List.of());
    }

    @Override
    public Certainty in(RuleInput input) {
        Certainty any = Certainty.NO;
        for (Command command : input.commands()) {
            any = any.or(matches(command));
        }
        // what a shell is given is judged for itself, and the shell is started all the same
        if (any == Certainty.NO && programs.stream().anyMatch(SHELLS::contains)) {
            for (var start : input.action().commands()) {
                any = any.or(matches(start.command()));
            }
        }
        return any;
    }

    Certainty matches(Command command) {
        if (!programs.isEmpty() && !programs.contains(name(command))) {
            return Certainty.NO;
        }
        boolean unknown = command.arguments().stream().anyMatch(word -> !word.known() && !word.operand());
        int next = 0;
        for (Word word : command.arguments()) {
            if (next < words.size() && isWord(words.get(next), word.text())) {
                next++;
            }
        }
        boolean all = next == words.size() && options.stream().allMatch(option -> option.isIn(command.arguments()));
        return all ? Certainty.YES : unknown ? Certainty.PERHAPS : Certainty.NO;
    }

    /** Windows adds its ending to a program's name. */
    private static String name(Command command) {
        String program = command.program().toLowerCase(Locale.ROOT);
        return program.endsWith(".exe") ? program.substring(0, program.length() - 4) : program;
    }

    private static boolean isWord(String expected, String found) {
        return expected.equalsIgnoreCase(found) || Paths.isSame(expected, found);
    }

    @Override
    public Set<RuleKey> keys() {
        return programs.stream()
                .map(name -> new RuleKey(Dimension.PROGRAM, name))
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> examples() {
        String tail = shown();
        if (!programs.isEmpty() && tail.isEmpty()) {
            return programs.stream()
                    .sorted()
                    .flatMap(program -> Stream.of("shell " + program, "shell " + program + " x > x.txt"))
                    .toList();
        }
        return programs.isEmpty()
                ? List.of(
                        "shell npm run" + tail,
                        "shell git commit" + tail,
                        "shell git push" + tail,
                        "shell npm install" + tail)
                : programs.stream()
                        .sorted()
                        .map(program -> "shell " + program + tail)
                        .toList();
    }

    @Override
    public String toString() {
        String line =
                String.join(" ", words) + options.stream().map(o -> " " + o).collect(Collectors.joining());
        return "command "
                + (programs.isEmpty()
                        ? ""
                        : String.join("|", programs.stream().sorted().toList()) + " ") + line.strip();
    }

    /** The words and options of a form of command. */
    String shown() {
        List<String> words = new ArrayList<>(this.words);
        options.forEach(option -> words.add(option.shown()));
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }
}
