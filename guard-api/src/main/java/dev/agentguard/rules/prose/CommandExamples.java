package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ExampleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads command lines by what is known of their programs. */
final class CommandExamples {

    private static final List<String> NOT_WORDS = List.of("==", "=>", "->", "();", "&&=", "::");

    /** Subcommands that are also written without the program in front: {@code reset --hard}. */
    private static final Set<String> GIT = Set.of(
            "reset",
            "push",
            "checkout",
            "clean",
            "stash",
            "rebase",
            "commit",
            "merge",
            "restore",
            "cherry-pick",
            "filter-branch",
            "reflog");

    private final ExampleReader reader;
    private final CommandMeaning meaning;

    CommandExamples(ExampleReader reader) {
        this.reader = reader;
        this.meaning = new CommandMeaning(reader);
    }

    @Nullable
    CodeExample read(String text, boolean run) {
        String first = text.split("\\s+", 2)[0];
        boolean one = text.indexOf(' ') < 0;
        if (NOT_WORDS.stream().anyMatch(text::contains)
                || (first.indexOf('(') >= 0)
                || (first.indexOf('=') > 0 && one)
                || CodeKeywords.isOne(first)
                || !first.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-/=".indexOf(c) >= 0))) {
            return null;
        }
        String line = Placeholders.filled(GIT.contains(first) && !one ? "git " + text : text);
        List<Command> commands = reader.commandsOf(line);
        List<Effect> effects = reader.effectsOf(line);
        if (commands.isEmpty() || effects.isEmpty()) {
            return null;
        }
        if (text.contains("|") && commands.size() > 1) {
            return new CodeExample(CodeExample.Kind.COMMAND, together(commands));
        }
        Command command = commands.get(commands.size() - 1);
        Effect effect = CommandMeaning.worst(effects);
        boolean known = effect.basis() == Basis.PACK && !effect.operation().startsWith("command:");
        String program = command.program().toLowerCase(Locale.ROOT);
        if (!known) {
            boolean plausible =
                    program.equals(first.toLowerCase(Locale.ROOT)) && run && (!one || first.indexOf('.') < 0);
            boolean form = command.arguments().stream().allMatch(word -> isPlain(word.text()));
            return plausible && form && (!one || program.indexOf('-') > 0)
                    ? new CodeExample(
                            CodeExample.Kind.COMMAND,
                            SameCommands.widened(shape(program, command), program, operands(command), List.of()))
                    : null;
        }
        if (commands.size() > 1 && one) {
            return null;
        }
        if (one && command.arguments().isEmpty()) {
            boolean bare = effect.operation().startsWith("local:")
                    || effect.operation().equals("git:git");
            boolean reads = effect.reversibility() == Reversibility.READ_ONLY;
            Condition any = program.equals("env") || program.equals("printenv")
                    ? new SecretsShown()
                    : new CommandShape(Set.of(program), List.of(), List.of());
            return new CodeExample(
                    reads && bare && !Programs.isRisky(program)
                            ? CodeExample.Kind.READING_COMMAND
                            : CodeExample.Kind.COMMAND,
                    any);
        }
        return new CodeExample(
                effect.reversibility() == Reversibility.READ_ONLY
                        ? CodeExample.Kind.READING_COMMAND
                        : CodeExample.Kind.COMMAND,
                SameOperations.widened(effect.operation(), meaning.of(command, effect, text)));
    }

    private static Condition together(List<Command> commands) {
        Condition all = new Together(commands.stream()
                .map(command -> command.program().toLowerCase(Locale.ROOT))
                .toList());
        return all.equals(new Together(List.of("curl", "bash"))) || all.equals(new Together(List.of("curl", "sh")))
                ? SystemMeanings.PIPED
                : all;
    }

    private static boolean isPlain(String word) {
        return word.length() < 60 && word.chars().allMatch(c -> c < 128 && "(){};\"'!".indexOf(c) < 0);
    }

    private static Condition shape(String program, Command command) {
        List<String> words = new ArrayList<>();
        List<Options> options = new ArrayList<>();
        for (Word word : command.arguments()) {
            if (word.text().startsWith("-")) {
                options.add(Options.of(word.text()));
            } else if (!word.text().equals(Placeholders.ANY)) {
                words.add(word.text());
            }
        }
        return new CommandShape(Set.of(program), words, options);
    }

    private static List<String> operands(Command command) {
        return command.arguments().stream()
                .map(Word::text)
                .filter(word -> !word.startsWith("-") && !word.equals(Placeholders.ANY))
                .toList();
    }
}
