package dev.agentguard.rules.expression;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.RuleInput;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelVariableResolver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables of one evaluation. For one thread. */
final class Evaluation implements CelVariableResolver {

    private final RuleInput input;
    private final Doubt doubt = new Doubt();
    private final EffectFields effect;
    private final ActionFields action;

    Evaluation(RuleInput input, Reversibility reversibility, boolean byIndex) {
        this.input = input;
        this.effect = new EffectFields(input, reversibility, doubt);
        this.action = new ActionFields(input.action(), byIndex, doubt);
    }

    Doubt doubt() {
        return doubt;
    }

    @Override
    public Optional<Object> find(String name) {
        Circumstances around = input.circumstances();
        return switch (name) {
            case "effect" -> Optional.of(effect.value());
            case "action" -> Optional.of(action.value());
            case "environments" -> Optional.of(environments());
            case "credential" -> Optional.of(fields(Declarations.CREDENTIAL, name, field -> credential(around, field)));
            case "session" -> Optional.of(new SessionFields(around, doubt).value());
            case "recovery" -> Optional.of(around.recovery());
            case "own" -> Optional.of(around.own());
            case "origin" -> Optional.of(around.origin());
            case "time" -> Optional.of(around.time());
            default -> Optional.empty();
        };
    }

    /** Where it is not known, what leaves no harm behind counts as being nowhere in particular. */
    private List<String> environments() {
        if (input.environments().isEmpty()) {
            if (input.effect().reversibility().compareTo(Reversibility.RECOVERABLE) >= 0) {
                throw doubt.unknown("environments");
            }
            doubt.assume();
        }
        return List.copyOf(input.environments());
    }

    private static @Nullable Object credential(Circumstances around, String field) {
        String name = around.credential();
        return field.equals("name") ? name == null ? "" : name : field.equals("found") ? around.found() : null;
    }

    private Object fields(CelType type, String name, Function<String, @Nullable Object> values) {
        return new Fields(type, name, doubt) {
            @Override
            @Nullable
            Object field(String field) {
                return values.apply(field);
            }
        }.value();
    }
}
