package dev.agentguard.rules.expression;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Quantity;
import dev.agentguard.effect.Quantity.Measure;
import dev.agentguard.rules.Amounts;
import dev.agentguard.rules.RuleInput;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code effect}. */
final class EffectFields extends Fields {

    private final RuleInput input;
    private final Effect effect;
    private final Reversibility reversibility;

    /**
     * @param reversibility the class that the effect is taken to have; another than its own where that is unknown
     */
    EffectFields(RuleInput input, Reversibility reversibility, Doubt doubt) {
        super(Declarations.EFFECT, "effect", doubt);
        this.input = input;
        this.effect = input.effect();
        this.reversibility = reversibility;
    }

    @Override
    @Nullable
    Object field(String field) {
        return switch (field) {
            case "operation" -> effect.operation();
            case "provider" -> provider();
            case "kind" -> Declarations.word(effect.kind());
            case "reversibility" -> Declarations.word(reversibility);
            case "reach" -> Declarations.word(effect.reach());
            case "basis" -> Declarations.word(effect.basis());
            case "resource_type" -> effect.resource().type();
            case "resource" -> effect.resource().id();
            case "environment" -> effect.environment();
            case "host" -> effect.host() == null ? "" : effect.host();
            case "makes" -> effect.makes();
            case "destroys_recovery" -> effect.destroysRecovery();
            case "rows" -> Amounts.rows(input);
            case "recipients" -> Amounts.recipients(effect);
            case "amount" -> amount();
            case "currency" -> currency();
            default -> null;
        };
    }

    /** Of what leaves no harm behind nobody is asked for the mere reason that it does not say where it goes. */
    @Override
    @Nullable
    Object assumed(String field) {
        boolean place = field.equals("environment") || field.equals("resource");
        return place && effect.reversibility().compareTo(Reversibility.RECOVERABLE) < 0 ? "" : null;
    }

    private String provider() {
        int colon = effect.operation().indexOf(':');
        return colon < 0 ? effect.operation() : effect.operation().substring(0, colon);
    }

    private @Nullable Object amount() {
        if (!Amounts.isMoney(effect)) {
            return 0.0;
        }
        Quantity quantity = effect.quantity();
        if (quantity == null || quantity.measure() != Measure.AMOUNT) {
            return null;
        }
        String currency = quantity.currency();
        BigDecimal value = currency != null ? quantity.in(currency) : quantity.minor() ? null : quantity.value();
        return value == null ? null : value.doubleValue();
    }

    private @Nullable String currency() {
        Quantity quantity = effect.quantity();
        if (effect.kind() != Kind.MONEY && quantity == null) {
            return "";
        }
        return quantity == null ? null : quantity.currency();
    }
}
