package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of one operation.
 *
 * @param reversibility the class
 * @param kind the kind of thing that changes
 * @param targets what is acted on, the first whose argument is given; never empty
 * @param reach how many are touched when every argument narrows as it should
 * @param amount how much it is about, or null if the pack does not say
 * @param scope an argument that decides whether all are touched, or null
 * @param places arguments that name where it happens; only such that the operation really keeps to
 * @param destroysRecovery whether the means of recovery go with it
 * @param reason why it has this class
 * @param instead the safer way, or null
 * @param cascades what else goes with it
 * @param cases what raises the class
 * @param runs the argument that is a program which it runs, or null; read, it takes the place of {@code UNKNOWN}
 */
record Rule(
        Reversibility reversibility,
        Kind kind,
        List<Target> targets,
        Reach reach,
        @Nullable Amount amount,
        @Nullable Scope scope,
        List<Where> places,
        boolean destroysRecovery,
        String reason,
        @Nullable String instead,
        List<String> cascades,
        List<Case> cases,
        @Nullable Runs runs) {

    Rule {
        targets = List.copyOf(targets);
        places = List.copyOf(places);
        cascades = List.copyOf(cascades);
        cases = List.copyOf(cases);
    }

    /**
     * A kind of resource and the argument that names it.
     *
     * @param type the resource's type without its provider
     * @param argument the argument, or null if no argument names it
     */
    record Target(String type, @Nullable Argument argument) {}

    /**
     * A part of where it happens and the arguments that name it.
     *
     * @param part the part without its provider: {@code environment}, {@code namespace}
     * @param arguments the arguments, the first that is given
     */
    record Where(String part, List<Argument> arguments) {

        Where {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An argument that decides whether all are touched.
     *
     * @param argument the argument
     * @param whenSet whether it means all when it is true, else it means all when it is not given
     */
    record Scope(Argument argument, boolean whenSet) {

        /** Returns whether all are touched; what cannot be known counts as that. */
        boolean all(Map<String, @Nullable Object> arguments) {
            Object value = argument.in(arguments);
            return whenSet
                    ? value == Operation.UNRESOLVED || "true".equalsIgnoreCase(Argument.text(value))
                    : !Argument.given(value);
        }
    }
}
