package dev.agentguard.scope.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.Dependants;
import java.time.Duration;

/**
 * The look-ups of one finder of dependants: bounded in time and number, paused after repeated failures. What was found is
 * kept for 30 seconds, that something could not be found for 5: whoever is asked again at once need not wait again. They
 * are apart from the look-ups that decide, so that none of their failures pauses those. Safe for use by many threads.
 *
 * @param <Q> what is asked; equal questions have equal answers
 */
public final class DependantLookUps<Q> implements AutoCloseable {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration FAILURES_KEPT = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 1_000;

    private final BoundedCalls calls;
    private final Cache<Q, Dependants> answers;
    private final Cache<Q, Dependants> failures;

    /**
     * Creates them.
     *
     * @param name the service's name in messages
     * @param timeLimit the time for one look-up, all its requests together
     * @param ticker says how old answers are
     */
    public DependantLookUps(String name, Duration timeLimit, Ticker ticker) {
        this.calls = new BoundedCalls(name, timeLimit);
        this.answers = cache(KEPT, ticker);
        this.failures = cache(FAILURES_KEPT, ticker);
    }

    private static <Q> Cache<Q, Dependants> cache(Duration kept, Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Returns the answer to a question.
     *
     * @param question the question
     * @param lookUp asks the service
     * @return what was found, or why nothing could be
     */
    public Dependants answer(Q question, BoundedCalls.LookUp<Dependants> lookUp) {
        Dependants known = answers.getIfPresent(question);
        known = known == null ? failures.getIfPresent(question) : known;
        if (known != null) {
            return known;
        }
        Dependants found;
        try {
            found = calls.call(lookUp);
        } catch (CallFailedException e) {
            found = Dependants.unknown(e.because());
        }
        (found.unknown() == null ? answers : failures).put(question, found);
        return found;
    }

    /**
     * Returns the bounds, for the requests of a look-up.
     *
     * @return the bounds
     */
    public BoundedCalls calls() {
        return calls;
    }

    @Override
    public void close() {
        calls.close();
    }
}
