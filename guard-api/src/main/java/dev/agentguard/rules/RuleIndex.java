package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleKey.Dimension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the rules that may speak to an effect by what the effect shows, so that the number of the others does not matter.
 * Immutable once made.
 */
final class RuleIndex {

    private final List<Rule> rules;
    private final Part reads = new Part();
    private final Part all = new Part();

    RuleIndex(List<Rule> rules) {
        this.rules = rules;
        Set<Said> said = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Pattern pattern = rule.pattern();
            if (said.add(new Said(pattern.getClass(), pattern.toString(), rule.verdict()))) {
                all.add(i, pattern);
                if (pattern.least() == Reversibility.READ_ONLY) {
                    reads.add(i, pattern);
                }
            }
        }
    }

    private record Said(Class<?> type, String conditions, RuleMatch.Verdict verdict) {}

    boolean isSilentOn(Reversibility reversibility) {
        return part(reversibility).isEmpty();
    }

    List<RuleMatch> matching(RuleInput input) {
        Part part = part(input.effect().reversibility());
        if (part.isEmpty()) {
            return List.of();
        }
        List<RuleMatch> matches = new ArrayList<>();
        BitSet candidates = part.candidates(input);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            RuleMatch match = rules.get(i).match(input);
            if (match != null) {
                matches.add(match);
            }
        }
        return List.copyOf(matches);
    }

    private Part part(Reversibility reversibility) {
        return reversibility == Reversibility.READ_ONLY ? reads : all;
    }

    /** The rules that are asked about effects of some classes. */
    private static final class Part {

        private final Map<Dimension, Map<String, BitSet>> byKey = new EnumMap<>(Dimension.class);
        private final Map<Class<?>, Own> own = new LinkedHashMap<>();
        private final BitSet always = new BitSet();

        void add(int rule, Pattern pattern) {
            Set<String> words = pattern.ownKeys();
            if (!words.isEmpty()) {
                own.computeIfAbsent(pattern.getClass(), unused -> new Own(pattern))
                        .add(rule, words);
                return;
            }
            Set<RuleKey> keys = pattern.keys();
            if (keys.isEmpty()) {
                always.set(rule);
            }
            for (RuleKey key : keys) {
                byKey.computeIfAbsent(key.dimension(), unused -> new HashMap<>())
                        .computeIfAbsent(key.value(), unused -> new BitSet())
                        .set(rule);
            }
        }

        boolean isEmpty() {
            return byKey.isEmpty() && own.isEmpty() && always.isEmpty();
        }

        BitSet candidates(RuleInput input) {
            BitSet found = (BitSet) always.clone();
            byKey.forEach((dimension, rules) -> RuleKeys.of(dimension, input, rules.keySet())
                    .forEach(value -> {
                        BitSet there = rules.get(value);
                        if (there != null) {
                            found.or(there);
                        }
                    }));
            own.values().forEach(each -> each.addTo(found, input));
            return found;
        }
    }

    /** The rules whose patterns are of one class that finds its keys itself. */
    private static final class Own {

        private final Pattern first;
        private final NavigableMap<String, BitSet> rules = new TreeMap<>();

        Own(Pattern first) {
            this.first = first;
        }

        void add(int rule, Set<String> words) {
            words.forEach(
                    word -> rules.computeIfAbsent(word, unused -> new BitSet()).set(rule));
        }

        void addTo(BitSet found, RuleInput input) {
            for (String word : first.ownKeysIn(input, rules.navigableKeySet())) {
                BitSet there = rules.get(word);
                if (there != null) {
                    found.or(there);
                }
            }
        }
    }
}
