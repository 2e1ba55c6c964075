package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told of judgements. A listener that fails changes nothing about what was said. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final List<JudgementListener> listeners;
    private final AtomicBoolean said = new AtomicBoolean();

    Listeners(List<JudgementListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void judged(Action action, CallContext context, Verdict verdict, List<Effect> effects, long nanos) {
        if (listeners.isEmpty()) {
            return;
        }
        Reversibility worst = effects.stream()
                .map(Effect::reversibility)
                .reduce(Reversibility::worse)
                .orElse(Reversibility.UNKNOWN);
        Judgement judgement = new Judgement(action, context, verdict, worst, Duration.ofNanos(nanos));
        for (JudgementListener listener : listeners) {
            try {
                listener.judged(judgement);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                if (said.compareAndSet(false, true)) {
                    LOG.warn(
                            "the listener `{}` failed with {}, which changes no verdict; further failures are not logged",
                            listener.getClass().getName(),
                            e.getClass().getName());
                }
            }
        }
    }
}
