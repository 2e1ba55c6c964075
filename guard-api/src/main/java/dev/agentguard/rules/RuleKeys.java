package dev.agentguard.rules;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleKey.Dimension;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an input shows, by which rules are looked up. */
final class RuleKeys {

    private RuleKeys() {}

    /** Returns the input's values of a dimension; of those that nobody asks for some may be left out. */
    static Set<String> of(Dimension dimension, RuleInput input, Set<String> askedFor) {
        Effect effect = input.effect();
        return switch (dimension) {
            case OPERATION -> Set.of(lower(effect.operation()));
            case PROVIDER -> Set.of(provider(effect));
            case RESOURCE -> Set.of(lower(effect.resource().type()));
            case KIND -> Set.of(lower(effect.kind().name()));
            case SUBJECT -> Subjects.in(input, askedFor);
            case PROGRAM -> programs(input.action().commands());
            case TOOL -> {
                String tool = input.action().toolName();
                yield tool == null ? Set.of() : Set.of(tool);
            }
            case WORD -> ActionWords.of(input).all();
        };
    }

    private static String provider(Effect effect) {
        int colon = effect.operation().indexOf(':');
        return lower(colon < 0 ? effect.operation() : effect.operation().substring(0, colon));
    }

    private static Set<String> programs(List<Carrier.Start> starts) {
        Set<String> programs = new HashSet<>();
        for (Carrier.Start start : starts) {
            programs.add(lower(start.command().program()));
        }
        return programs;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
