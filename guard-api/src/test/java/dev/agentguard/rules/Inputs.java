package dev.agentguard.rules;

import dev.agentguard.action.Action;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules are asked about, in few words. */
public final class Inputs {

    private Inputs() {}

    public static RuleInput of(Effect effect, Set<String> environments) {
        ToolCall call = new ToolCall("tool", "", Map.of(), ToolDeclaration.none());
        return new RuleInput(effect, environments, new ActionView(call, List::of), Circumstances.NONE);
    }

    /** An effect of an action, of which some programs were read and some things found out. */
    public static RuleInput of(
            Effect effect, Set<String> environments, Action action, List<Command> commands, Circumstances around) {
        List<Carrier.Start> starts =
                commands.stream().map(command -> new Carrier.Start(command, "")).toList();
        return new RuleInput(effect, environments, new ActionView(action, () -> starts), around);
    }
}
