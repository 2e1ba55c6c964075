package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.EffectPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Short ways to say which effects are meant. */
final class Effects {

    private Effects() {}

    static Condition destroying(String... subjects) {
        return of(Reversibility.RECOVERABLE, subjects);
    }

    static Condition writing(String... subjects) {
        return of(Reversibility.REVERSIBLE, subjects);
    }

    static Condition touching(String... subjects) {
        return OfEffect.of(EffectPattern.builder().subjects(Set.of(subjects)));
    }

    static Condition of(Reversibility least, String... subjects) {
        return OfEffect.of(EffectPattern.builder().reversibility(least).subjects(Set.of(subjects)));
    }

    static Condition of(Reversibility least, Set<String> subjects) {
        return OfEffect.of(EffectPattern.builder().reversibility(least).subjects(subjects));
    }

    static Condition kind(Kind kind, Reversibility least) {
        return OfEffect.of(EffectPattern.builder().kinds(Set.of(kind)).reversibility(least));
    }

    /** Any effect of this class, of whatever it is. */
    static Condition any(Reversibility least) {
        return OfEffect.of(EffectPattern.builder().reversibility(least));
    }

    static Condition resources(Reversibility least, String... types) {
        return OfEffect.of(EffectPattern.builder().reversibility(least).resources(Arrays.asList(types)));
    }

    static Condition operations(String... operations) {
        return new Operates(dev.agentguard.effect.Glob.of(List.of(operations)), Reversibility.READ_ONLY);
    }
}
