package dev.agentguard.rules;

import dev.agentguard.rules.RuleMatch.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is enforced.
 *
 * @param id its id, for example {@code no-production-volumes}
 * @param source file and line, for example {@code guard.yaml:12}
 * @param verdict what it demands
 * @param pattern what it speaks to
 * @param text its own words; shortened, line breaks replaced
 * @param reading how it was understood where the words leave that open, or null
 * @param instead what to do instead, or null if it says nothing
 */
public record Rule(
        String id,
        String source,
        Verdict verdict,
        Pattern pattern,
        String text,
        @Nullable String reading,
        @Nullable String instead) {

    /** Shortens the texts. */
    public Rule {
        text = Line.of(text);
        instead = instead == null ? null : Line.of(instead);
    }

    /**
     * Returns what this rule says.
     *
     * @param input the effect and what is known around it
     * @return the match, its verdict no stricter than the match is certain, or null if the rule says nothing
     */
    public @Nullable RuleMatch match(RuleInput input) {
        Verdict strongest = pattern.strongest(input);
        if (strongest == null) {
            return null;
        }
        Verdict demanded = strongest.compareTo(verdict) < 0 ? strongest : verdict;
        return new RuleMatch(id, source, demanded, text, instead);
    }
}
