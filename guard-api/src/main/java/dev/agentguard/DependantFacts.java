package dev.agentguard;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.DependantFinder;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to the facts of a decision that was taken what uses the things that would be destroyed. Only who is asked needs it,
 * so nobody looks before it is known that somebody is.
 */
final class DependantFacts implements AutoCloseable {

    /** One action may destroy many things; a human reads of the first few. */
    private static final int MOST_ASKED = 5;

    private static final long LONG = 500_000_000L;

    private final List<DependantFinder> finders;

    DependantFacts(List<DependantFinder> finders) {
        this.finders = List.copyOf(finders);
    }

    Facts added(Facts facts) {
        Round round = new Round(finders);
        List<EffectFacts> effects = new ArrayList<>(facts.effects().size());
        boolean changed = false;
        for (EffectFacts one : facts.effects()) {
            Dependants more = isWorthIt(one) ? round.of(one) : Dependants.NONE;
            effects.add(
                    more.equals(Dependants.NONE)
                            ? one
                            : one.with(one.dependants().and(more)));
            changed |= !more.equals(Dependants.NONE);
        }
        return changed ? facts.with(effects) : facts;
    }

    /** Whoever could not say where it is would be asked in vain once more. */
    private static boolean isWorthIt(EffectFacts facts) {
        return facts.effect().reversibility().compareTo(Reversibility.RECOVERABLE) >= 0
                && !(facts.location() instanceof Location.Unknown);
    }

    /** The questions of one action: none twice, not too many, and none to whom let the one before wait in vain. */
    private static final class Round {
        private final List<DependantFinder> finders;
        private final Map<Effect, Dependants> known = new HashMap<>();
        private final Set<DependantFinder> slow = new HashSet<>();

        Round(List<DependantFinder> finders) {
            this.finders = finders;
        }

        Dependants of(EffectFacts facts) {
            Effect effect = facts.effect();
            Dependants before = known.get(effect);
            if (before != null) {
                return before;
            }
            Dependants all = Dependants.NONE;
            for (DependantFinder finder : finders) {
                if (finder.responsibleFor(effect)) {
                    all = all.and(ask(finder, effect, facts.location()));
                }
            }
            known.put(effect, all);
            return all;
        }

        private Dependants ask(DependantFinder finder, Effect effect, Location location) {
            if (known.size() >= MOST_ASKED) {
                return Dependants.unknown(
                        "the action destroys more than " + MOST_ASKED + " things, and only of so many it is looked up");
            }
            if (slow.contains(finder)) {
                return Dependants.unknown("it was not looked up, as that failed before in this action and took long");
            }
            long start = System.nanoTime();
            Dependants found = finder.find(effect, location);
            if (found.unknown() != null && System.nanoTime() - start > LONG) {
                slow.add(finder);
            }
            return found;
        }
    }

    @Override
    public void close() {
        finders.forEach(DependantFinder::close);
    }
}
