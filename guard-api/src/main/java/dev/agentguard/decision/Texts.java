package dev.agentguard.decision;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.Collection;
import java.util.stream.Collectors;

/** The words that reasons share. */
final class Texts {

    private Texts() {}

    static String subject(Effect effect) {
        String operation = "`" + effect.operation() + "`";
        String id = effect.resource().id();
        if (id != null) {
            return operation + " on " + effect.resource().type() + " `" + id + "`";
        }
        return effect.reach() == Reach.ALL
                ? operation + " on every " + effect.resource().type()
                : operation;
    }

    static String names(Collection<String> environments) {
        return environments.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" and "));
    }
}
