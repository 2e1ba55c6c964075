package dev.agentguard.rules.prose;

import dev.agentguard.rules.EffectPattern;
import org.jspecify.annotations.Nullable;

/**
 * An action that was recognised in the words of a sentence.
 *
 * @param pattern the effects that are meant
 * @param generalised whether the pattern reaches further than the words; then it is enforced as a question only
 * @param reading how the words were understood, or null if that is plain
 */
record Finding(
        EffectPattern.Builder pattern,
        boolean generalised,
        @Nullable String reading) {

    static Finding plain(EffectPattern.Builder pattern) {
        return new Finding(pattern, false, null);
    }

    static Finding generalised(EffectPattern.Builder pattern, String reading) {
        return new Finding(pattern, true, reading);
    }
}
