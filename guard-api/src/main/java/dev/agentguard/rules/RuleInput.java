package dev.agentguard.rules;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What rules are asked about: one effect of an action.
 *
 * @param effect the effect
 * @param environments the environments its resource is proven to live in; empty if that is not known
 * @param action how it is done
 * @param circumstances what was found out around it
 */
public record RuleInput(Effect effect, Set<String> environments, ActionView action, Circumstances circumstances) {

    /** Copies the environments. */
    public RuleInput {
        environments = Set.copyOf(environments);
    }

    /**
     * Returns the commands that the effect comes from. Where the action has several and it is not known which of them
     * has this effect, these are all of them.
     *
     * @return the commands, {@code sudo} in front of the one that it starts; empty if it comes from none
     */
    public List<Command> commands() {
        List<Command> all = new ArrayList<>();
        List<Command> here = new ArrayList<>();
        String where = effect.evidence().where();
        for (Carrier.Start start : action.commands()) {
            all.add(start.command());
            if (where.equals(start.where()) || where.startsWith(start.where() + ", ")) {
                here.add(start.command());
            }
        }
        return here.isEmpty() ? all : here;
    }
}
