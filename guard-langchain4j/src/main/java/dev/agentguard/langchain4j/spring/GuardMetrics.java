package dev.agentguard.langchain4j.spring;

import dev.agentguard.Judgement;
import dev.agentguard.JudgementListener;
import dev.agentguard.decision.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Counts and times judgements as {@code guard.decisions}, by verdict, reversibility and whether the action proceeded: 30
 * series at most, and none has a name that came from an action.
 */
final class GuardMetrics implements JudgementListener {

    private static final String NAME = "guard.decisions";

    private final ObjectProvider<MeterRegistry> registries;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    GuardMetrics(ObjectProvider<MeterRegistry> registries) {
        this.registries = registries;
    }

    @Override
    public void judged(Judgement judgement) {
        String verdict = verdict(judgement.verdict().decision());
        String reversibility = judgement.reversibility().name().toLowerCase(Locale.ROOT);
        String proceeds = String.valueOf(judgement.verdict().proceeds());
        Timer timer = timers.get(verdict + reversibility + proceeds);
        if (timer == null) {
            timer = timer(verdict, reversibility, proceeds);
        }
        if (timer != null) {
            timer.record(judgement.took());
        }
    }

    private @Nullable Timer timer(String verdict, String reversibility, String proceeds) {
        MeterRegistry registry = registries.getIfUnique();
        if (registry == null) {
            return null;
        }
        Timer timer = Timer.builder(NAME)
                .description("actions that Guard judged, and how long that took")
                .tag("verdict", verdict)
                .tag("reversibility", reversibility)
                .tag("proceeds", proceeds)
                .register(registry);
        timers.put(verdict + reversibility + proceeds, timer);
        return timer;
    }

    private static String verdict(Decision decision) {
        if (decision instanceof Decision.Allow) {
            return "allow";
        }
        return decision instanceof Decision.Ask ? "ask" : "deny";
    }
}
