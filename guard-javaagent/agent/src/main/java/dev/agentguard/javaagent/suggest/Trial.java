package dev.agentguard.javaagent.suggest;

import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.javaagent.rules.ExampleAction;
import dev.agentguard.javaagent.rules.Examples;
import dev.agentguard.javaagent.rules.RuleReport;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tries rules out on actions, at different hours and days, since a condition may ask for the time. Nothing is run. */
final class Trial {

    private static final Instant START = Instant.parse("2026-01-05T00:30:00Z");

    /** Times this long after each other fall on all parts of the day and on all days of the week. */
    private static final Duration STEP = Duration.ofHours(27);

    private static final int TIMES = 8;
    private static final int SHOWN = 5;

    private final GuardConfig config;

    Trial(GuardConfig config) {
        this.config = config;
    }

    /**
     * What a rule was seen to do.
     *
     * @param stops actions that it stops, as they are written
     * @param problem why it cannot be accepted, or null
     */
    record Outcome(List<String> stops, @Nullable String problem) {}

    /**
     * Tries a rule.
     *
     * @param rule the rule
     * @param text the rule as it is written
     * @param stops what it must stop
     * @param passes what it must let pass
     */
    Outcome of(Rule rule, String text, List<ExampleAction> stops, List<ExampleAction> passes) {
        Times times = new Times(text.contains("time") ? TIMES : 1);
        try (Guard guard = Guard.builder()
                .config(config.trying(RuleBook.of(List.of(rule))))
                .clock(times)
                .build()) {
            for (ExampleAction everyday : Examples.everyday()) {
                if (stops(guard, times, everyday)) {
                    return problem("it would stop what everybody does each day: `" + everyday.text() + "`");
                }
            }
            for (ExampleAction pass : passes) {
                if (stops(guard, times, pass)) {
                    return problem("it would stop what the model says must pass: `" + pass.text() + "`");
                }
            }
            Set<String> seen = new LinkedHashSet<>();
            for (ExampleAction stop : stops) {
                if (!stops(guard, times, stop)) {
                    return problem("it would not stop what the model says it must: `" + stop.text() + "`");
                }
                seen.add(stop.text());
            }
            for (ExampleAction example : Examples.all()) {
                if (seen.size() < SHOWN && stops(guard, times, example)) {
                    seen.add(example.text());
                }
            }
            return seen.isEmpty()
                    ? problem("it was not seen to stop anything")
                    : new Outcome(new ArrayList<>(seen), null);
        }
    }

    private static Outcome problem(String text) {
        return new Outcome(List.of(), text);
    }

    private static boolean stops(Guard guard, Times times, ExampleAction action) {
        for (int i = 0; i < times.count; i++) {
            times.now = START.plus(STEP.multipliedBy(i));
            if (RuleReport.matches(guard, action).stream().anyMatch(match -> !match.isBuiltIn())) {
                return true;
            }
        }
        return false;
    }

    private static final class Times extends Clock {
        private final int count;
        private Instant now = START;

        Times(int count) {
            this.count = count;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
