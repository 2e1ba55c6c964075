package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule speaks to. Immutable and safe for use by many threads. Its text says all its conditions in words: two
 * patterns of one class with the same text match the same.
 */
public interface Pattern {

    /**
     * Returns how far a rule with this pattern may go. A match that is not certain bears {@code ASK} at most.
     *
     * @param input the effect and what is known around it
     * @return the strictest verdict that the match bears, or null if the pattern does not match
     */
    @Nullable
    Verdict strongest(RuleInput input);

    /**
     * Returns what an input must show for this pattern to match: at least one of these.
     *
     * @return the keys, all of one dimension; empty if it has to be asked each time
     */
    default Set<RuleKey> keys() {
        return Set.of();
    }

    /**
     * Returns what an input must show for this pattern to match, in words that only patterns of this class know: at least
     * one of these. Where there are some they count instead of {@link #keys()}.
     *
     * @return the words; empty if there are none
     */
    default Set<String> ownKeys() {
        return Set.of();
    }

    /**
     * Returns which own keys an input shows. The same for all patterns of a class.
     *
     * @param input the effect and what is known around it
     * @param askedFor the own keys of all patterns of this class that somebody asks for
     * @return the keys, some that nobody asks for may be among them
     */
    default Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        return Set.of();
    }

    /**
     * Returns the least class of effects that this pattern can match. Reads are the most frequent and are not asked
     * about patterns that only speak of what changes something.
     *
     * @return the class, {@code READ_ONLY} if it can match any
     */
    default Reversibility least() {
        return Reversibility.READ_ONLY;
    }

    /**
     * Returns actions that this pattern was made to match, for people to see; listings show one only if it is really
     * stopped.
     *
     * @return the actions as lines that start with how the rest is written: {@code shell}, {@code tool} or {@code http}
     */
    default List<String> examples() {
        return List.of();
    }
}
