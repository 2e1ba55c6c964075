package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows a few programs, so that the reader is tested apart from the packs. */
final class FewPrograms implements CommandKnowledge {

    private static final Set<String> READS = Set.of(
            "ls",
            "cat",
            "grep",
            "head",
            "wc",
            "sort",
            "base64",
            "rev",
            "xxd",
            "tr",
            "sed",
            "man",
            "which",
            "sleep",
            "date",
            "diff",
            "echo",
            "test",
            "printf",
            "basename",
            "openssl");
    private static final Set<String> DESTROYS = Set.of("rm", "shred", "dropdb", "mkfs");
    private static final Set<String> WRAPPERS = Set.of("sudo", "env", "nohup", "time", "nice", "setsid", "busybox");

    @Override
    public List<CommandReading> readingsOf(Command command) {
        String program = command.program();
        if (READS.contains(program)) {
            return does(command, Reversibility.READ_ONLY);
        }
        if (DESTROYS.contains(program)) {
            return does(command, Reversibility.IRREVERSIBLE);
        }
        if (program.equals("touch") || program.equals("git") || program.equals("tee")) {
            return does(
                    command,
                    program.equals("git") && has(command, "log") ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE);
        }
        if (WRAPPERS.contains(program)) {
            return List.of(new CommandReading.Runs(rest(command), command.input(), List.of()));
        }
        if (program.equals("xargs")) {
            List<Word> words = new ArrayList<>(rest(command));
            words.add(new Word("", false));
            return List.of(new CommandReading.Runs(words, null, List.of()));
        }
        String language = switch (program) {
            case "psql" -> "sql:postgresql";
            case "python", "python3" -> "python";
            case "node" -> "javascript";
            case "perl" -> "perl";
            case "ruby" -> "ruby";
            case "php" -> "php";
            case "mongosh" -> "mongo";
            case "redis-cli" -> "redis";
            case "powershell", "pwsh" -> "powershell";
            case "cmd" -> "cmd";
            default -> "";
        };
        Word text = language.isEmpty() ? null : text(command);
        return text == null
                ? does(command, Reversibility.UNKNOWN)
                : List.of(new CommandReading.Code(language, text, List.of()));
    }

    private static boolean has(Command command, String word) {
        return command.arguments().stream().anyMatch(argument -> argument.text().equals(word));
    }

    /** Behind {@code -c}, {@code -e} and the like, else all operands, else the input. */
    private static @Nullable Word text(Command command) {
        List<Word> arguments = command.arguments();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (Set.of("-c", "-e", "-r", "-Command", "/c", "--eval")
                    .contains(arguments.get(i).text())) {
                return arguments.get(i + 1);
            }
        }
        if (command.program().equals("redis-cli") && !arguments.isEmpty()) {
            return Word.of(String.join(" ", arguments.stream().map(Word::text).toList()));
        }
        return command.input();
    }

    private static List<Word> rest(Command command) {
        List<Word> words = new ArrayList<>(command.arguments());
        while (!words.isEmpty()
                && (words.get(0).text().startsWith("-") || words.get(0).text().contains("="))) {
            words.remove(0);
        }
        return words;
    }

    private static List<CommandReading> does(Command command, Reversibility reversibility) {
        return List.of(new CommandReading.Does(Effect.of("local:" + command.program(), command.evidence())
                .reversibility(reversibility, "known to the test")
                .build()));
    }
}
