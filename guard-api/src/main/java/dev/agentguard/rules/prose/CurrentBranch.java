package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The branch that a command is about which names none: the one that is checked out, as long as nothing changes it. */
final class CurrentBranch {

    /** What is done on the branch that is checked out. */
    private static final Set<String> ON_IT =
            Set.of("commit", "push", "merge", "cherry-pick", "revert", "am", "reset", "rebase", "pull");

    /** After these the same branch is checked out as before. */
    private static final Set<String> STAYING = Set.of(
            "add",
            "commit",
            "push",
            "status",
            "diff",
            "log",
            "show",
            "fetch",
            "rm",
            "mv",
            "restore",
            "rev-parse",
            "tag",
            "ls-files",
            "describe",
            "blame",
            "shortlog",
            "merge",
            "cherry-pick",
            "revert",
            "reset",
            "pull");

    private static final Set<String> READERS =
            Set.of("echo", "printf", "cat", "ls", "pwd", "head", "tail", "grep", "wc", "date", "true", "sleep", "test");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash");

    /** The text of a message by a here-document, which starts nothing else. */
    private static final String MESSAGE = "\"$(cat <<'";

    private CurrentBranch() {}

    /** Returns the branch, or null if the command names one by itself, or it is not known. */
    static @Nullable String of(Command command, Circumstances around) {
        List<Word> words = command.arguments();
        String verb = words.isEmpty() ? "" : words.get(0).text();
        if (!ON_IT.contains(verb)) {
            return null;
        }
        boolean push = verb.equals("push");
        boolean several = words.stream()
                .anyMatch(word ->
                        Set.of("--all", "--mirror", "--branches", "--repo").contains(word.text())
                                || word.text().indexOf(':') >= 0);
        return push
                ? (several || words.stream().anyMatch(word -> !word.known()) ? null : around.pushed())
                : around.branch();
    }

    /** Whether every program of an action is known to leave the branch that is checked out as it is. */
    static boolean stays(ActionView action) {
        if (!isPlain(action)) {
            return false;
        }
        for (Carrier.Start start : action.commands()) {
            Command command = start.command();
            String program = command.program().toLowerCase(Locale.ROOT);
            List<Word> words = command.arguments();
            String first = words.isEmpty() ? "" : words.get(0).text();
            boolean staying = program.equals("git")
                    ? STAYING.contains(first)
                    : READERS.contains(program)
                            || (SHELLS.contains(program) && (first.equals("-c") || first.equals("-lc")));
            if (!staying) {
                return false;
            }
        }
        return true;
    }

    /** Whether no part of a line is put in by something that is not read: a variable, an inner command. */
    private static boolean isPlain(ActionView view) {
        List<String> texts = view.action() instanceof ProcessStart start
                ? start.command()
                : view.action() instanceof ToolCall call ? strings(call) : List.of();
        return !texts.isEmpty()
                && texts.stream()
                        .map(text -> text.replace(MESSAGE, ""))
                        .allMatch(text -> text.indexOf('$') < 0 && text.indexOf('`') < 0 && text.indexOf('\r') < 0);
    }

    private static List<String> strings(ToolCall call) {
        return call.arguments().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
