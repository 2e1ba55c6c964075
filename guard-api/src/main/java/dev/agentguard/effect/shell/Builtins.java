package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that a shell runs itself. Not safe for use by threads. */
final class Builtins {

    /** Change nothing outside of the shell. */
    private static final Set<String> HARMLESS = Set.of(
            ":",
            "true",
            "false",
            "test",
            "[",
            "cd",
            "chdir",
            "pushd",
            "popd",
            "dirs",
            "pwd",
            "echo",
            "hash",
            "jobs",
            "wait",
            "times",
            "umask",
            "ulimit",
            "shopt",
            "setopt",
            "unsetopt",
            "getopts",
            "let",
            "return",
            "exit",
            "break",
            "continue",
            "help",
            "fg",
            "bg",
            "disown",
            "caller",
            "type",
            "whence",
            "compgen",
            "complete",
            "bind",
            "logout",
            "suspend",
            "autoload",
            "emulate",
            "zmodload",
            "rehash",
            "print",
            "unalias",
            "[[",
            "]]");

    private static final Set<String> OTHERS = Set.of(
            "export",
            "local",
            "declare",
            "typeset",
            "readonly",
            "integer",
            "printf",
            "read",
            "mapfile",
            "readarray",
            "vared",
            "set",
            "shift",
            "unset",
            "alias",
            "eval",
            "exec",
            "command",
            "builtin",
            ".",
            "source",
            "trap",
            "noglob",
            "nocorrect");

    /** How often a function is followed into itself. */
    private static final int AGAIN = 3;

    private final Walk walk;
    private final Reading reading;
    private final SimpleCommands commands;
    private final CodeReader code;
    private final Assigning assigning = new Assigning();
    private final IdentityHashMap<Node, Integer> calls = new IdentityHashMap<>(0);

    Builtins(Walk walk, Reading reading, SimpleCommands commands, CodeReader code) {
        this.walk = walk;
        this.reading = reading;
        this.commands = commands;
        this.code = code;
    }

    static boolean isBuiltin(String name) {
        return HARMLESS.contains(name) || OTHERS.contains(name);
    }

    /** Runs a function; one that runs already is followed only so often that its arguments may have changed. */
    void call(Shell.Definition function, List<Word> words, Shell shell, @Nullable Word input) {
        walk.called(function.body());
        int active = calls.merge(function.body(), 1, Integer::sum);
        if (active > AGAIN || !reading.descend()) {
            calls.put(function.body(), active - 1);
            return;
        }
        Shell inner = shell;
        List<Word> before = inner.positional(words.subList(1, words.size()));
        walk.run(function.body(), inner, input, false);
        inner.positional(before);
        calls.put(function.body(), active - 1);
        reading.ascend();
    }

    /** Runs a builtin; returns what it prints if that is wanted and can be known. */
    @Nullable
    String run(List<Word> words, Shell shell, @Nullable Word input, boolean wanted) {
        String name = words.get(0).text();
        List<Word> arguments = words.subList(1, words.size());
        switch (name) {
            case "export", "local", "declare", "typeset", "readonly", "integer" ->
                assigning.declare(arguments, shell, name.equals("export"));
            case "printf" -> assigning.printf(arguments, shell);
            case "read", "mapfile", "readarray", "vared" ->
                assigning.read(arguments, shell, input, name.equals("read"));
            case "getopts" ->
                arguments.stream()
                        .skip(1)
                        .limit(1)
                        .forEach(argument -> shell.assign(argument.text(), Shell.Value.UNKNOWN));
            case "set" -> assigning.set(arguments, shell);
            case "shift" -> assigning.shift(arguments, shell);
            case "unset" -> arguments.forEach(argument -> shell.unset(argument.text()));
            case "alias" -> assigning.alias(arguments, shell);
            case "eval" -> eval(arguments, shell, input);
            case "trap" -> trap(arguments, shell);
            case ".", "source" -> source(arguments, shell, input);
            case "cd", "chdir", "pushd", "popd" -> directory(name, arguments, shell);
            case "exec" -> {
                return exec(arguments, shell, input, wanted);
            }
            case "noglob", "nocorrect" -> {
                return arguments.isEmpty() ? "" : commands.dispatch(arguments, shell, input, wanted);
            }
            case "command", "builtin" -> {
                return command(arguments, shell, input, wanted);
            }
            default -> {}
        }
        return wanted ? TextTools.output(name, arguments, null, shell) : null;
    }

    private static void directory(String name, List<Word> arguments, Shell shell) {
        Word to = null;
        for (Word argument : arguments) {
            String text = argument.text();
            boolean option = (text.startsWith("-") && text.length() > 1) || text.startsWith("+");
            to = to == null && !(option && argument.known()) ? argument : to;
        }
        boolean back = name.equals("popd") || (to != null && to.text().equals("-"));
        boolean home = to == null && !name.equals("pushd");
        shell.goTo(back || (to == null && !home) ? new Word("", false) : to == null ? Word.of("~") : to);
    }

    private void eval(List<Word> arguments, Shell shell, @Nullable Word input) {
        StringBuilder text = new StringBuilder();
        boolean known = true;
        for (Word argument : arguments) {
            text.append(text.isEmpty() ? "" : " ").append(argument.text());
            known &= argument.known();
        }
        if (!text.isEmpty()) {
            code.shell(new Word(text.toString(), known), shell, input);
        }
    }

    private void trap(List<Word> arguments, Shell shell) {
        if (arguments.size() > 1 && arguments.get(0).text().length() > 1) {
            Word action = arguments.get(arguments.get(0).text().equals("--") ? 1 : 0);
            if (!action.text().startsWith("-")) {
                code.shell(action, shell, null);
            }
        }
    }

    private @Nullable String exec(List<Word> arguments, Shell shell, @Nullable Word input, boolean wanted) {
        int first = 0;
        while (first < arguments.size() && arguments.get(first).text().startsWith("-")) {
            first += arguments.get(first).text().endsWith("a") ? 2 : 1;
        }
        return first >= arguments.size()
                ? ""
                : commands.dispatch(arguments.subList(first, arguments.size()), shell, input, wanted);
    }

    private @Nullable String command(List<Word> arguments, Shell shell, @Nullable Word input, boolean wanted) {
        int first = 0;
        boolean asks = false;
        while (first < arguments.size() && arguments.get(first).text().startsWith("-")) {
            String option = arguments.get(first++).text();
            asks |= option.equals("-v") || option.equals("-V");
            if (option.equals("--")) {
                break;
            }
        }
        if (asks || first >= arguments.size()) {
            return wanted ? TextTools.output("which", arguments, null, shell) : null;
        }
        List<Word> rest = arguments.subList(first, arguments.size());
        if (rest.get(0).known() && isBuiltin(rest.get(0).text())) {
            return run(rest, shell, input, wanted);
        }
        commands.external(rest, shell, input);
        return null;
    }

    private void source(List<Word> arguments, Shell shell, @Nullable Word input) {
        if (arguments.isEmpty()) {
            return;
        }
        Word file = arguments.get(0);
        if (file.known() && file.text().equals("/dev/stdin") && input != null) {
            code.shell(input, shell, null);
            return;
        }
        String written = file.known() ? shell.content(file.text()) : null;
        if (written != null) {
            walk.script(written, shell, input, false);
        } else if (!SetupFiles.isOne(file.text())) {
            reading.unknown(
                    "shell:script", commands.place(), Shown.words(arguments), "runs a script that was not read");
        }
    }
}
