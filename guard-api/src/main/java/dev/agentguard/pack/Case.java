package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does instead when an argument says so. A case only raises the class.
 *
 * @param argument the argument that is asked
 * @param condition what is asked of it
 * @param reversibility the class
 * @param kind the kind of thing that changes then, or null for the rule's
 * @param destroysRecovery whether the means of recovery go with it
 * @param reason why
 * @param instead the safer way, or null for the rule's
 * @param cascades what else goes with it
 */
record Case(
        Argument argument,
        Condition condition,
        Reversibility reversibility,
        @Nullable Kind kind,
        boolean destroysRecovery,
        String reason,
        @Nullable String instead,
        List<String> cascades) {

    Case {
        cascades = List.copyOf(cascades);
    }
}
