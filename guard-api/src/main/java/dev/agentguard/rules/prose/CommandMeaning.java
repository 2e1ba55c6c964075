package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ExampleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command that a pack knows stands for in a rule: the effect in every form where it destroys, else its program and
 * subcommand with the options, branches and files that it names.
 */
final class CommandMeaning {

    private static final Set<String> REMOTES = Set.of("origin", "upstream");
    private static final Set<String> REFS =
            Set.of("git:push", "git:merge", "git:rebase", "git:checkout", "git:switch", "git:branch", "git:pull");

    private final ExampleReader reader;

    CommandMeaning(ExampleReader reader) {
        this.reader = reader;
    }

    /**
     * Returns what a command means that a rule names.
     *
     * @param command the command
     * @param effect what it does
     * @param text how it is written
     */
    Condition of(Command command, Effect effect, String text) {
        String operation = effect.operation().toLowerCase(Locale.ROOT);
        String program = command.program().toLowerCase(Locale.ROOT);
        String name = "-" + operation.substring(operation.indexOf(':') + 1).replace(':', '-') + "-";
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        for (Word word : command.arguments()) {
            String argument = word.text();
            if (argument.startsWith("-")) {
                options.add(argument);
            } else if (operands.isEmpty()
                    && name.contains("-" + argument.toLowerCase(Locale.ROOT).replace(':', '-') + "-")) {
                words.add(argument);
            } else if (!argument.equals(Placeholders.ANY) && !argument.equals("*")) {
                operands.add(argument);
            }
        }
        Reversibility found = effect.reversibility();
        boolean destroys = found == Reversibility.RECOVERABLE || found == Reversibility.IRREVERSIBLE;
        String bare = (program + " " + String.join(" ", words) + " " + Placeholders.ANY).strip();
        Reversibility without = worst(reader.effectsOf(bare)).reversibility();
        boolean raised = destroys && without.compareTo(found) < 0;
        Reversibility least = destroys
                ? Reversibility.RECOVERABLE
                : found == Reversibility.READ_ONLY ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE;
        List<Condition> all = new ArrayList<>();
        boolean own = operation.startsWith(program + ":") || words.size() > 0 || operation.equals("local:" + program);
        boolean named = own && (!words.isEmpty() || operation.startsWith("local:"));
        Condition shape = new CommandShape(Set.of(program), words, List.of());
        Condition operates = named ? new Operates(Glob.of(names(operation)), least) : shape;
        // whatever a command of these words does: `kubectl delete` names deleting a pod too, which is no loss
        all.add(
                named && destroys && !raised && !words.isEmpty() && !operation.startsWith("local:")
                        ? AnyOf.of(operates, AllOf.of(shape, Effects.any(Reversibility.REVERSIBLE)))
                        : operates);
        Files files = deleted(operands, destroys, operation);
        if (files != null) {
            Condition there = text.contains("non-temp") ? new Unless(TEMPORARY) : files;
            return operation.equals("local:rm") ? there : AllOf.of(all.get(0), there);
        }
        if (text.contains("non-temp")) {
            all.add(new Unless(TEMPORARY));
        }
        if (!raised) {
            boolean recursive = options.stream()
                    .anyMatch(option -> isShort(option, 'r') || isShort(option, 'R') || option.equals("--recursive"));
            for (String option : split(options)) {
                boolean force = option.equals("-f") || option.equals("--force");
                if (!(recursive && force) && !option.equals("--")) {
                    all.add(new CommandShape(Set.of(), List.of(), List.of(ProgramOptions.of(program, words, option))));
                }
            }
            if (REFS.contains(operation)) {
                List<String> refs =
                        operands.stream().filter(ref -> !REMOTES.contains(ref)).toList();
                if (!refs.isEmpty()) {
                    all.add(new Branches(refs));
                }
            } else if (!operands.isEmpty()
                    && !(destroys && operands.size() == 1 && operands.get(0).equals("."))) {
                all.add(new CommandShape(Set.of(), operands, List.of()));
            }
        }
        // npm, pnpm and yarn do the same: what one must not do, another may
        boolean manager = MANAGERS.contains(program) && !destroys;
        if (manager) {
            all.add(CommandShape.program(program));
        }
        Condition whole = all.size() == 1 ? all.get(0) : new AllOf(all);
        return options.isEmpty() ? SameCommands.widened(whole, program, words, operands) : whole;
    }

    /** {@code npm i} is {@code npm install}. */
    private static List<String> names(String operation) {
        return operation.equals("npm:install")
                ? List.of("npm:install", "npm:install:*", "npm:i", "npm:i:*")
                : List.of(operation, operation + ":*");
    }

    private static final Set<String> MANAGERS = Set.of("npm", "pnpm", "yarn", "bun", "pip", "pip3", "poetry", "uv");

    private static final Condition TEMPORARY =
            new Files(List.of("/tmp", "/var/tmp", "$TMPDIR", "tmp"), Files.Access.DELETE);

    private static @Nullable Files deleted(List<String> operands, boolean destroys, String operation) {
        boolean paths = operation.startsWith("local:") || operation.equals("git:rm");
        List<String> real = operands.stream()
                .filter(path -> !path.equals(".") && !path.equals("/") && !path.equals("*"))
                .toList();
        return destroys && paths && !real.isEmpty() ? new Files(real, Files.Access.DELETE) : null;
    }

    /** {@code -rf} is {@code -r} and {@code -f}. */
    private static List<String> split(List<String> options) {
        List<String> all = new ArrayList<>();
        for (String option : options) {
            boolean combined = option.length() > 2
                    && option.length() <= 5
                    && option.charAt(1) != '-'
                    && option.substring(1).chars().allMatch(Character::isLetter)
                    && !option.equals("-auto");
            if (combined) {
                option.substring(1).chars().forEach(c -> all.add("-" + (char) c));
            } else {
                all.add(option);
            }
        }
        return all;
    }

    private static boolean isShort(String option, char letter) {
        return option.length() > 1 && option.charAt(1) != '-' && option.indexOf(letter) > 0;
    }

    /** Returns the effect that is hardest to undo. */
    static Effect worst(List<Effect> effects) {
        return effects.stream()
                .reduce((a, b) -> a.reversibility().worse(b.reversibility()) == a.reversibility() ? a : b)
                .orElseThrow();
    }
}
