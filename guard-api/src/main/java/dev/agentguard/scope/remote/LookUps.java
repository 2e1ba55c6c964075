package dev.agentguard.scope.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Answer;
import java.time.Duration;

/**
 * The look-ups of one resolver: bounded in time and number, paused after repeated failures, their answers kept for 30
 * seconds. Only what was found is kept. Safe for use by many threads.
 *
 * @param <Q> what is asked; equal questions have equal answers
 */
public final class LookUps<Q> implements AutoCloseable {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 1_000;

    private final BoundedCalls calls;
    private final Cache<Q, Answer.Found> answers;

    /**
     * Creates them.
     *
     * @param name the service's name in messages
     * @param timeLimit the time for one look-up, all its requests together
     * @param ticker says how old answers are
     */
    public LookUps(String name, Duration timeLimit, Ticker ticker) {
        this.calls = new BoundedCalls(name, timeLimit);
        this.answers = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks a service.
     *
     * @param <Q> what is asked
     */
    @FunctionalInterface
    public interface LookUp<Q> {

        /**
         * Asks.
         *
         * @param question what is asked
         * @param deadline the moment after which nobody waits for the answer
         * @return all that was found
         * @throws CallFailedException if the service could not be asked
         * @throws NotResolvedException if its answer does not say all
         */
        Answer.Found run(Q question, Deadline deadline) throws CallFailedException, NotResolvedException;
    }

    /**
     * Returns the answer to a question.
     *
     * @param question the question
     * @param fresh whether an answer read a moment ago must not be used
     * @param lookUp asks the service
     * @return what was found, or why not
     */
    public Answer answer(Q question, boolean fresh, LookUp<Q> lookUp) {
        Answer.Found known = fresh ? null : answers.getIfPresent(question);
        if (known != null) {
            return known;
        }
        Answer answer;
        try {
            answer = calls.call(deadline -> {
                try {
                    return lookUp.run(question, deadline);
                } catch (NotResolvedException e) {
                    return new Answer.Unresolved(e.because());
                }
            });
        } catch (CallFailedException e) {
            answer = new Answer.Unresolved(e.because());
        }
        if (answer instanceof Answer.Found found) {
            answers.put(question, found);
        } else {
            answers.invalidate(question);
        }
        return answer;
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
