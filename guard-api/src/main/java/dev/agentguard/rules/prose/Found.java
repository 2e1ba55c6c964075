package dev.agentguard.rules.prose;

import org.jspecify.annotations.Nullable;

/**
 * An action that was recognised in the words of a sentence.
 *
 * @param condition what is meant
 * @param generalised whether the condition reaches further than the words; then it is enforced as a question only
 * @param reading how the words were understood, or null if that is plain
 */
record Found(
        Condition condition, boolean generalised, @Nullable String reading) {

    static Found plain(Condition condition) {
        return new Found(condition, false, null);
    }

    static Found generalised(Condition condition, String reading) {
        return new Found(condition, true, reading);
    }

    Found narrowed(String why) {
        return new Found(condition, true, reading == null ? why : reading + "; " + why);
    }

    Found with(Condition further) {
        return new Found(AllOf.of(condition, further), generalised, reading);
    }
}
