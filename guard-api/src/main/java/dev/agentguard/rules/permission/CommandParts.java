package dev.agentguard.rules.permission;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.permission.CommandPart.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of an action as the rules of coding agents look at them: what the readers of command lines found, also
 * behind {@code sudo}, {@code timeout} or {@code bash -c}, and what stands in the line itself, so that what a shell does
 * without starting a program is there too.
 *
 * @param parts the commands
 * @param plain whether the line holds only words and operators
 * @param redirects whether something in the line is redirected
 * @param inputs the files that standard input is taken from
 */
record CommandParts(List<CommandPart> parts, boolean plain, boolean redirects, List<String> inputs) {

    static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "mksh", "fish");

    /** Programs that run what they are given in a container or on another machine. */
    private static final Set<String> CARRYING_AWAY =
            Set.of("docker", "podman", "nerdctl", "kubectl", "oc", "ssh", "lxc", "incus", "heroku", "flyctl", "fly");

    private static final Set<String> COMMAND_ARGUMENTS =
            Set.of("command", "cmd", "commandline", "script", "shell", "bash", "line", "shellcommand");

    static CommandParts of(ActionView action) {
        return action.derived(action, CommandParts.class, () -> read(action));
    }

    private static CommandParts read(ActionView action) {
        Set<CommandPart> parts = new LinkedHashSet<>();
        started(action, parts);
        boolean plain = true;
        boolean redirects = false;
        List<String> inputs = new ArrayList<>();
        List<String> lines = new ArrayList<>(lines(action));
        for (CommandPart part : List.copyOf(parts)) {
            String script = part.role() == Role.ELSEWHERE ? null : powerShellScript(part);
            if (script != null) {
                lines.add(script);
            }
        }
        for (String line : lines) {
            ShellLine.Split split = ShellLine.split(line);
            parts.addAll(split.parts());
            plain &= split.plain();
            redirects |= split.redirects();
            inputs.addAll(split.inputs());
        }
        if (action.action() instanceof ProcessStart start
                && script(start) == null
                && !start.command().isEmpty()) {
            List<String> words = new ArrayList<>(start.command());
            words.set(0, CommandPart.withoutDirectory(words.get(0)));
            parts.add(new CommandPart(words, start.command().get(0), Role.COMMAND, false));
        }
        boolean opaque = action.action() instanceof ProcessStart && !plain;
        Set<List<String>> seenWhole = seenWhole(parts);
        parts.removeIf(part -> (part.role() == Role.OUTER_SHELL && !opaque)
                || (part.called().equals(part.program()) && seenWhole.contains(part.words())));
        return new CommandParts(List.copyOf(parts), plain, redirects, List.copyOf(inputs));
    }

    /** The commands of which the line itself shows from which directory their program is started. */
    private static Set<List<String>> seenWhole(Set<CommandPart> parts) {
        Set<List<String>> seen = new HashSet<>();
        for (CommandPart part : parts) {
            if (!part.called().equals(part.program()) && part.role() == Role.COMMAND) {
                seen.add(part.words());
            }
        }
        return seen;
    }

    private static void started(ActionView action, Set<CommandPart> parts) {
        String outer = null;
        String away = null;
        for (Carrier.Start start : action.commands()) {
            String where = start.where();
            String program = start.command().program();
            List<String> words = new ArrayList<>();
            words.add(program);
            for (Word argument : start.command().arguments()) {
                words.add(argument.text());
            }
            boolean first = !where.equals(outer) && (where.equals("command") || where.endsWith(", command"));
            if (first) {
                outer = where;
            }
            boolean behind = away != null
                    && (where.equals(away) || where.startsWith(away + " ") || where.startsWith(away + ","));
            Role role = first && SHELLS.contains(program) && isGivenAScript(words)
                    ? Role.OUTER_SHELL
                    : behind ? Role.ELSEWHERE : Role.COMMAND;
            parts.add(new CommandPart(words, program, role, false));
            if (!behind) {
                away = role == Role.COMMAND && CARRYING_AWAY.contains(program.toLowerCase(Locale.ROOT)) ? where : null;
            }
        }
    }

    /** What PowerShell is given to run: all words behind {@code -Command}. */
    private static @Nullable String powerShellScript(CommandPart part) {
        if (!isPowerShell(part.program())) {
            return null;
        }
        for (int i = 1; i + 1 < part.words().size(); i++) {
            String option = part.words().get(i).toLowerCase(Locale.ROOT);
            if (option.length() > 1 && ("-command".startsWith(option) || "/command".startsWith(option))) {
                return String.join(" ", part.words().subList(i + 1, part.words().size()));
            }
        }
        return null;
    }

    static boolean isPowerShell(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return name.equals("powershell") || name.equals("pwsh");
    }

    private static boolean isGivenAScript(List<String> words) {
        return words.size() > 2 && words.get(1).startsWith("-") && words.get(1).endsWith("c");
    }

    /** The command lines that the action itself holds. */
    static List<String> lines(ActionView action) {
        if (action.action() instanceof ProcessStart start) {
            String script = script(start);
            return script == null ? List.of() : List.of(script);
        }
        ToolCall call = action.tool();
        List<String> lines = new ArrayList<>();
        if (call != null) {
            for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
                String name = argument.getKey()
                        .toLowerCase(Locale.ROOT)
                        .replace("_", "")
                        .replace("-", "");
                if (argument.getValue() instanceof String line && COMMAND_ARGUMENTS.contains(name) && !line.isBlank()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** The script of {@code sh -c SCRIPT}, or null. */
    private static @Nullable String script(ProcessStart start) {
        List<String> words = start.command();
        boolean shell = words.size() > 2
                && SHELLS.contains(CommandPart.withoutDirectory(words.get(0)).toLowerCase(Locale.ROOT))
                && isGivenAScript(words);
        return shell ? words.get(2) : null;
    }
}
