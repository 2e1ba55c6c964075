package dev.agentguard.decision;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import dev.agentguard.session.Limit;
import dev.agentguard.session.Quota;
import dev.agentguard.session.Tally;
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

    static String limits(Quota quota) {
        return quota.limits().isEmpty()
                ? "`" + quota.id() + "`"
                : quota.limits().stream().map(Limit::toString).collect(Collectors.joining(", "));
    }

    static String passed(Effect effect, Tally.Count count) {
        if (count.asked() == null) {
            return subject(effect) + " does not say how much it is, and `" + count.limit() + "` is set";
        }
        String used = count.used().signum() == 0 ? "" : " after " + count.used().toPlainString();
        return subject(effect) + " would take " + count.asked().toPlainString() + used + ", more than `" + count.limit()
                + "`";
    }

    static String names(Collection<String> environments) {
        return environments.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" and "));
    }
}
