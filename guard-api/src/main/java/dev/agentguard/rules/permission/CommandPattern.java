package dev.agentguard.rules.permission;

import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule on the text of commands: one command of the action has to match. */
final class CommandPattern implements Pattern {

    /** What shells do without starting a program, so that nobody sees a program of this name. */
    private static final Set<String> BUILTINS = Set.of(
            "cd",
            "chdir",
            "pushd",
            "popd",
            "echo",
            "printf",
            "print",
            "pwd",
            "export",
            "unset",
            "set",
            "source",
            ".",
            "eval",
            "exec",
            "alias",
            "unalias",
            "test",
            "[",
            "[[",
            "true",
            "false",
            ":",
            "read",
            "kill",
            "trap",
            "type",
            "command",
            "builtin",
            "umask",
            "ulimit",
            "wait",
            "jobs",
            "fg",
            "bg",
            "history",
            "exit",
            "return",
            "local",
            "declare",
            "typeset",
            "readonly",
            "let",
            "shift",
            "getopts",
            "hash",
            "times",
            "function");

    private final PartMatcher matcher;
    private final boolean powerShell;

    CommandPattern(PartMatcher matcher) {
        this(matcher, false);
    }

    /** Creates a pattern that speaks of all commands, or only of what PowerShell runs. */
    CommandPattern(PartMatcher matcher, boolean powerShell) {
        this.matcher = matcher;
        this.powerShell = powerShell;
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        if (powerShell && !AnyCommand.isPowerShell(input)) {
            return null;
        }
        for (CommandPart part : CommandParts.of(input.action()).parts()) {
            if (matcher.matches(part)) {
                return Verdict.DENY;
            }
        }
        return null;
    }

    @Override
    public Set<RuleKey> keys() {
        String program = matcher.program();
        return program == null || BUILTINS.contains(program)
                ? Set.of()
                : Set.of(new RuleKey(RuleKey.Dimension.PROGRAM, program));
    }

    @Override
    public List<String> examples() {
        return matcher.example() == null ? List.of() : List.of("shell " + matcher.example());
    }

    @Override
    public String toString() {
        return matcher.toString();
    }
}
