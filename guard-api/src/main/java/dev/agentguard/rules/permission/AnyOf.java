package dev.agentguard.rules.permission;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one of several patterns matches. */
final class AnyOf implements Pattern {

    private final List<Pattern> patterns;

    AnyOf(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        Verdict strongest = null;
        for (Pattern pattern : patterns) {
            Verdict verdict = pattern.strongest(input);
            if (verdict != null && (strongest == null || verdict.compareTo(strongest) > 0)) {
                strongest = verdict;
            }
        }
        return strongest;
    }

    @Override
    public Reversibility least() {
        Reversibility least = Reversibility.IRREVERSIBLE;
        for (Pattern pattern : patterns) {
            least = pattern.least().compareTo(least) < 0 ? pattern.least() : least;
        }
        return least;
    }

    @Override
    public List<String> examples() {
        return patterns.stream().flatMap(pattern -> pattern.examples().stream()).toList();
    }

    @Override
    public String toString() {
        return patterns.stream().map(Pattern::toString).collect(Collectors.joining(", or "));
    }
}
