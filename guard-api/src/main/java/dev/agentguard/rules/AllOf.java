package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several patterns that all have to match; as certain as the least certain of them. Immutable. */
public final class AllOf implements Pattern {

    private final List<Pattern> patterns;
    private final Set<RuleKey> keys;
    private final Reversibility least;

    private AllOf(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        this.keys = patterns.stream().map(Pattern::keys).reduce(Set.of(), RuleKey::narrower);
        this.least = patterns.stream()
                .map(Pattern::least)
                .reduce(Reversibility.READ_ONLY, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /**
     * Returns a pattern that matches what all of several match. They are asked in order, none after one that does not.
     *
     * @param patterns the patterns, at least one
     * @return the pattern
     */
    public static Pattern of(List<Pattern> patterns) {
        return patterns.size() == 1 ? patterns.get(0) : new AllOf(patterns);
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        Verdict strongest = Verdict.DENY;
        for (Pattern pattern : patterns) {
            Verdict verdict = pattern.strongest(input);
            if (verdict == null) {
                return null;
            }
            strongest = verdict.compareTo(strongest) < 0 ? verdict : strongest;
        }
        return strongest;
    }

    @Override
    public Set<RuleKey> keys() {
        return keys;
    }

    @Override
    public Reversibility least() {
        return least;
    }

    /** Says all conditions in words, for listings. */
    @Override
    public String toString() {
        return patterns.stream().map(Pattern::toString).collect(Collectors.joining("; "));
    }
}
