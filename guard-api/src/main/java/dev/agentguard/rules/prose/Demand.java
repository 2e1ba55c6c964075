package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence demands, before it is known of which action: the prohibition or the question that it asks for, the
 * words that say of what, and the words of its condition.
 *
 * @param polarity what it demands
 * @param region the words that name the action
 * @param condition the words from "unless", "without" and the like on
 * @param reading how the form was understood, or null if it is plain
 * @param onlyDestroying whether it is read for what destroys only
 * @param imperative whether the first word of weight must be a verb
 */
record Demand(
        Polarity polarity,
        List<Token> region,
        List<Token> condition,
        @Nullable String reading,
        boolean onlyDestroying,
        boolean imperative) {

    Demand(
            Polarity polarity,
            List<Token> region,
            List<Token> condition,
            @Nullable String reading,
            boolean onlyDestroying) {
        this(polarity, region, condition, reading, onlyDestroying, false);
    }

    static final Demand NOTHING = new Demand(Polarity.NONE, List.of(), List.of(), null, false);

    static final Demand PERMISSION = new Demand(Polarity.PERMIT, List.of(), List.of(), null, false);

    static final String STEP = "asks for a step before, which cannot be checked; a human decides";

    /** Forbids what these words name. */
    static Demand deny(List<Token> region, @Nullable String reading) {
        return new Demand(Polarity.DENY, region, List.of(), reading, false);
    }

    /** Asks about what these words name, up to their condition. */
    static Demand ask(List<Token> words) {
        return new Demand(Polarity.ASK, words.subList(0, ConditionStart.in(words)), List.of(), null, false);
    }

    /** Whether it asks for something to be done before, and forbids nothing by itself. */
    boolean isStep() {
        return STEP.equals(reading);
    }

    /** "unless absolutely necessary" is for the agent to say. */
    boolean leavesToJudgement() {
        return condition.stream()
                .anyMatch(token -> Set.of(
                                "necessary", "needed", "required", "unavoidable", "warranted", "justified", "sense")
                        .contains(token.word()));
    }

    /** What it comes to for what is listed below: a condition makes a question of a prohibition. */
    Polarity asked() {
        boolean asks = polarity == Polarity.DENY
                && !condition.isEmpty()
                && !condition.get(0).is("even");
        return asks ? Polarity.ASK : polarity;
    }
}
