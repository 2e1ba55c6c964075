package dev.agentguard.rules.permission;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.permission.CommandPart.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any command at all, or any that PowerShell runs. */
final class AnyCommand implements Pattern {

    private final boolean powerShell;

    AnyCommand(boolean powerShell) {
        this.powerShell = powerShell;
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        if (powerShell) {
            return isPowerShell(input) ? Verdict.DENY : null;
        }
        boolean any = input.action().action() instanceof ProcessStart
                || CommandParts.of(input.action()).parts().stream().anyMatch(part -> part.role() != Role.ELSEWHERE);
        return any ? Verdict.DENY : null;
    }

    static boolean isPowerShell(RuleInput input) {
        String tool = input.action().tool() == null
                ? ""
                : ToolWords.key(input.action().tool().tool());
        return tool.contains("powershell")
                || tool.contains("pwsh")
                || CommandParts.of(input.action()).parts().stream()
                        .anyMatch(part -> CommandParts.isPowerShell(part.program()));
    }

    @Override
    public List<String> examples() {
        return List.of(powerShell ? "shell pwsh -Command \"Get-Date\"" : "shell ls");
    }

    @Override
    public String toString() {
        return powerShell ? "any command of PowerShell" : "any command";
    }
}
