package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies a rule of a pack to an operation. */
final class RuleReading {

    private static final int LONGEST_ID = 256;

    private final String provider;
    private final String name;
    private final Rule rule;
    private final Operation operation;
    private final Map<String, @Nullable Object> arguments;

    private RuleReading(
            String provider, String name, Rule rule, Operation operation, Map<String, @Nullable Object> arguments) {
        this.provider = provider;
        this.name = name;
        this.rule = rule;
        this.operation = operation;
        this.arguments = arguments;
    }

    static Effect read(Pack pack, Rule rule, Operation operation) {
        return read(pack.provider(), operation.name(), rule, operation, operation.arguments());
    }

    /** Reads an operation under another name and with other arguments than those that stand in it. */
    static Effect read(
            String provider, String name, Rule rule, Operation operation, Map<String, @Nullable Object> arguments) {
        return new RuleReading(provider, name, rule, operation, arguments).effect();
    }

    private Effect effect() {
        Effect.Builder effect = Effect.of(provider + ":" + name, operation.evidence())
                .basis(Basis.PACK)
                .host(operation.host().isEmpty() ? null : operation.host())
                .kind(rule.kind())
                .instead(rule.instead());
        Reach reach = target(effect);
        if (rule.scope() != null && rule.scope().all(arguments)) {
            reach = Reach.ALL;
        }
        effect.reach(reach).places(places(reach));
        Amount amount = rule.amount();
        if (amount != null) {
            effect.quantity(amount.in(arguments));
        }
        Runs runs = rule.runs();
        if (runs != null) {
            effect.program(runs.in(arguments));
        }
        return withCases(effect).build();
    }

    private Reach target(Effect.Builder effect) {
        Reach reach = rule.reach();
        for (Rule.Target target : rule.targets()) {
            String type = provider + ":" + target.type();
            Object value = target.argument() == null
                    ? Argument.ABSENT
                    : target.argument().in(arguments);
            effect.resource(type, null);
            if (value instanceof Collection<?> ids && ids.size() > 1) {
                return reach == Reach.ALL ? reach : Reach.MANY;
            }
            String id = id(
                    value instanceof Collection<?> ids && ids.size() == 1
                            ? ids.iterator().next()
                            : value);
            if (id != null) {
                effect.resource(type, id);
                return reach;
            }
            if (value == Operation.UNRESOLVED) {
                return reach;
            }
        }
        Rule.Target first = rule.targets().get(0);
        effect.resource(provider + ":" + first.type(), null);
        return reach;
    }

    /** What touches all of something is not kept to the environment that is named beside it. */
    private List<Place> places(Reach reach) {
        List<Place> places = new ArrayList<>(rule.places().size());
        for (Rule.Where where : rule.places()) {
            Place place = new Place(Place.type(provider, where.part()), null);
            if (reach == Reach.ALL && place.isEnvironment()) {
                continue;
            }
            for (Argument argument : where.arguments()) {
                Object value = argument.in(arguments);
                if (value != Argument.ABSENT) {
                    places.add(new Place(place.type(), id(value)));
                    break;
                }
            }
        }
        return places;
    }

    private Effect.Builder withCases(Effect.Builder effect) {
        Reversibility worst = rule.reversibility();
        boolean destroysRecovery = rule.destroysRecovery();
        effect.reversibility(worst, rule.reason()).cascades(rule.cascades());
        for (Case candidate : rule.cases()) {
            Condition.Answer answer =
                    candidate.condition().ask(candidate.argument().in(arguments));
            if (answer == Condition.Answer.UNSEEN && worst.worse(Reversibility.UNKNOWN) != worst) {
                worst = Reversibility.UNKNOWN;
                effect.reversibility(worst, "`" + candidate.argument() + "` cannot be seen before the call");
            } else if (answer == Condition.Answer.YES) {
                boolean takesCopies = candidate.destroysRecovery() && !destroysRecovery;
                destroysRecovery |= takesCopies;
                if (worst.worse(candidate.reversibility()) != worst
                        || (takesCopies && worst == candidate.reversibility())) {
                    worst = candidate.reversibility();
                    apply(effect, candidate);
                }
            }
        }
        return effect.destroysRecovery(destroysRecovery);
    }

    private static void apply(Effect.Builder effect, Case applied) {
        effect.reversibility(applied.reversibility(), applied.reason());
        if (applied.kind() != null) {
            effect.kind(applied.kind());
        }
        if (applied.instead() != null) {
            effect.instead(applied.instead());
        }
        if (!applied.cascades().isEmpty()) {
            effect.cascades(applied.cascades());
        }
    }

    private static @Nullable String id(@Nullable Object value) {
        if (!(value instanceof String || value instanceof Number)) {
            return null;
        }
        String id = String.valueOf(value);
        return id.isBlank() || id.length() > LONGEST_ID ? null : id;
    }
}
