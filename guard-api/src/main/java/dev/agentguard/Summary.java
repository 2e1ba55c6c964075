package dev.agentguard;

import dev.agentguard.approval.ApprovalChannels;
import dev.agentguard.approval.Approvers;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.Mode;
import dev.agentguard.decision.Check;
import dev.agentguard.decision.Policy;
import dev.agentguard.freeze.Freezes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** What is said at the start: what holds, what is off, what is frozen. */
final class Summary {

    private Summary() {}

    static List<String> of(GuardConfig config, Policy policy, ApprovalChannels channels, Freezes freezes) {
        List<String> lines = new ArrayList<>();
        lines.add((config.mode() == Mode.MONITOR ? "monitors and stops nothing" : "enforces") + ", "
                + config.source()
                + (config.trusted() || !config.isConfigured() ? "" : " (merely found: it only tightens)"));
        lines.add(
                policy.knowsEnvironments()
                        ? "scope check on: works in " + String.join(", ", policy.assigned()) + " of "
                                + config.environments().size() + " environments"
                        : "scope check off: no environment is declared");
        EnumSet<Check> off = EnumSet.allOf(Check.class);
        off.removeAll(policy.checks());
        if (!off.isEmpty()) {
            lines.add("switched off: " + off.toString().toLowerCase(Locale.ROOT));
        }
        int rules = config.rules().size();
        int advice = config.ruleBook().advice().size();
        lines.add(rules + (rules == 1 ? " rule is" : " rules are") + " enforced, " + advice
                + (advice == 1 ? " sentence is" : " sentences are") + " advice only");
        approval(config, channels, lines);
        frozen(freezes, lines);
        lines.addAll(config.warnings());
        return List.copyOf(lines);
    }

    private static void approval(GuardConfig config, ApprovalChannels channels, List<String> lines) {
        Approvers approvers = config.approval().approvers();
        boolean signed = config.areApprovalsSigned();
        lines.add(
                signed
                        ? "approvals are signed by " + approvers.names()
                        : "approvals are not agent-proof: whoever runs as this user can answer; name approvers with keys in"
                                + " `approval`");
        if (!channels.names().isEmpty()) {
            lines.add("requests are also put to " + channels.names() + (signed ? ", to be rejected or signed" : ""));
        }
    }

    private static void frozen(Freezes freezes, List<String> lines) {
        String problem = freezes.problem();
        if (problem != null) {
            lines.add("nobody knows what is frozen, so everything but reads is: " + problem);
        }
        freezes.frozen().forEach(frozen -> lines.add(frozen.text()));
        freezes.glasses().forEach(glass -> lines.add(glass.text()));
    }
}
