package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something is done to a file of these, by a command, a redirection or a tool that is given its path.
 *
 * @param paths paths and patterns of paths
 * @param access what is done to it
 */
record Files(List<String> paths, Access access) implements Condition {

    private static final int MOST = 200;
    private static final int DEEPEST = 6;

    /** Programs that name a file and do not show what is in it. */
    private static final Set<String> BLIND = Set.of(
            "ls",
            "stat",
            "test",
            "touch",
            "rm",
            "mkdir",
            "chmod",
            "chown",
            "echo",
            "git",
            "find",
            "printf",
            "trash",
            "[",
            "dirname",
            "basename",
            "realpath",
            "du");

    enum Access {
        READ,
        WRITE,
        DELETE,
        COMMIT
    }

    Files {
        paths = List.copyOf(paths);
    }

    @Override
    public Certainty in(RuleInput input) {
        Reversibility found = input.effect().reversibility();
        boolean meant = switch (access) {
            case READ -> true;
            case WRITE -> found.compareTo(Reversibility.REVERSIBLE) >= 0;
            case DELETE -> found.compareTo(Reversibility.RECOVERABLE) >= 0;
            case COMMIT -> true;
        };
        if (!meant) {
            return Certainty.NO;
        }
        boolean changes = access == Access.WRITE || access == Access.DELETE;
        if (changes && CodeWrites.isOne(input.effect())) {
            Certainty code = CodeWrites.of(input, path -> isMeantFrom(input, path));
            if (code != Certainty.NO) {
                return code;
            }
        }
        String id = input.effect().resource().id();
        if (access != Access.COMMIT
                && id != null
                && input.effect().resource().type().endsWith(":file")
                && isMeantFrom(input, id)) {
            return access == Access.READ ? Certainty.NO : Certainty.YES;
        }
        String type = input.effect().resource().type();
        boolean writes = access == Access.WRITE || access == Access.DELETE;
        if (writes && id != null && DIRECTED.contains(input.effect().operation())) {
            return isAnywhere(input) ? Certainty.PERHAPS : Certainty.NO;
        }
        if (writes && type.startsWith("build:") && input.commands().stream().noneMatch(Files::rewrites)) {
            return Certainty.NO;
        }
        if (inCommands(input)
                || (access != Access.COMMIT && inTool(input.action().tool()))) {
            return found == Reversibility.UNKNOWN && access == Access.DELETE ? Certainty.PERHAPS : Certainty.YES;
        }
        return changes && (isHandedOn(input) || isAnywhere(input)) ? Certainty.PERHAPS : Certainty.NO;
    }

    /** What is written is known, whatever else the line names. */
    private static final Set<String> DIRECTED = Set.of("local:cp", "local:write", "local:tee", "local:touch");

    /** Formatters and the like write what they are given if they are told to; builds and tests only read it. */
    private static boolean rewrites(Command command) {
        return command.arguments().stream()
                .map(Word::text)
                .anyMatch(text ->
                        text.equals("--write") || text.startsWith("--fix") || text.equals("-w") || text.equals("-i"));
    }

    /** From the directory that a script has gone to, or from where it starts: {@code cd gen && rm a.ts}. */
    private boolean isMeantFrom(RuleInput input, String path) {
        return isMeant(path)
                || (Paths.isPlausible(path)
                        && WentTo.of(input.action(), path).stream()
                                .anyMatch(directory -> isMeant(WentTo.joined(directory, path))));
    }

    /** A name in a directory that nobody knows before the line runs: {@code cd $X && rm a.ts}. */
    private static boolean isAnywhere(RuleInput input) {
        String id = input.effect().resource().id();
        return id != null
                && input.effect().resource().type().endsWith(":file")
                && !id.startsWith("/")
                && !id.startsWith("~")
                && WentTo.of(input.action(), id).contains(WentTo.ANYWHERE);
    }

    private boolean inCommands(RuleInput input) {
        for (Command command : input.commands()) {
            String program = command.program().toLowerCase(Locale.ROOT);
            boolean commits = program.equals("git")
                    && command.arguments().stream()
                            .anyMatch(word ->
                                    Set.of("add", "commit", "stage", "stash").contains(word.text()));
            boolean rooted = paths.stream().anyMatch(path -> path.startsWith("/") || path.startsWith("~"));
            boolean asked = switch (access) {
                case READ -> rooted || !BLIND.contains(program);
                case COMMIT -> commits;
                case WRITE, DELETE -> !commits && !program.equals("cat") && !program.equals("grep");
            };
            if (asked
                    && command.arguments().stream()
                            .map(Word::text)
                            .anyMatch(word ->
                                    isOperandMeant(word) || (!word.startsWith("-") && isFileFrom(input, word)))) {
                return true;
            }
            if (asked && program.equals("git") && behindDashes(command).anyMatch(word -> isMeantFrom(input, word))) {
                return true;
            }
        }
        return false;
    }

    /** What git takes for files, however they are called: {@code git checkout -- a}. */
    private static Stream<String> behindDashes(Command command) {
        return command.arguments().stream()
                .map(Word::text)
                .dropWhile(word -> !word.equals("--"))
                .skip(1);
    }

    /** Files that are handed on by another command: {@code ls gen | xargs rm}. */
    private boolean isHandedOn(RuleInput input) {
        return input.effect().resource().type().equals("local:file")
                && input.effect().resource().id() == null
                && input.action().commands().stream()
                        .flatMap(start -> start.command().arguments().stream())
                        .map(Word::text)
                        .anyMatch(this::isMeant);
    }

    /** A name of a file counts from where a script went, another word may be anything. */
    private boolean isFileFrom(RuleInput input, String word) {
        return Paths.isOne(word) && isMeantFrom(input, word);
    }

    private boolean isOperandMeant(String word) {
        int equals = word.indexOf('=');
        return isMeant(word) || (equals > 0 && isMeant(word.substring(equals + 1)));
    }

    private boolean inTool(@Nullable ToolCall tool) {
        if (tool == null) {
            return false;
        }
        List<String> texts = new ArrayList<>();
        tool.arguments().values().forEach(value -> collect(value, texts, 0));
        return texts.stream().anyMatch(this::isMeant);
    }

    private static void collect(@Nullable Object value, List<String> texts, int depth) {
        if (texts.size() >= MOST || depth > DEEPEST) {
            return;
        }
        if (value instanceof String text && Paths.isPlausible(text) && text.indexOf(' ') < 0) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.stream().limit(MOST).forEach(item -> collect(item, texts, depth + 1));
        } else if (value instanceof java.util.Map<?, ?> map) {
            map.values().stream().limit(MOST).forEach(item -> collect(item, texts, depth + 1));
        }
    }

    private boolean isMeant(String path) {
        return Paths.isPlausible(path) && paths.stream().anyMatch(pattern -> Paths.fits(pattern, path));
    }

    @Override
    public Reversibility least() {
        return access == Access.WRITE
                ? Reversibility.REVERSIBLE
                : access == Access.DELETE ? Reversibility.RECOVERABLE : Reversibility.READ_ONLY;
    }

    @Override
    public List<String> examples() {
        List<String> all = new ArrayList<>();
        for (String path : paths) {
            String file = Example.file(path);
            all.add("shell "
                    + switch (access) {
                        case READ -> "cat " + file;
                        case WRITE -> "sed -i s/a/b/ " + file;
                        case DELETE -> "rm " + file;
                        case COMMIT -> "git add " + file;
                    });
        }
        return all;
    }

    @Override
    public String toString() {
        return access.name().toLowerCase(Locale.ROOT) + " of " + String.join(", ", paths);
    }
}
