package dev.agentguard.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of the file of counts come to: sums by session and minute. What is older than the longest window, and of a
 * session that is idle for as long, is dropped when it is written anew. Not safe for use by threads.
 */
final class Counts {

    /** No window is longer, and no session is remembered for longer after its last action. */
    static final Duration LONGEST = Duration.ofDays(31);

    private static final int MOST_RECENT = 10_000;

    private record Key(Budget.Measure measure, @Nullable String currency, String session, Instant minute) {}

    private final Map<Key, BigDecimal> sums = new LinkedHashMap<>();

    /** When a human set back what all sessions used of a window. */
    private final Map<Budget.Measure, Instant> since = new LinkedHashMap<>();

    /** What may still be taken back. */
    private final Map<String, List<Count>> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Count>> eldest) {
            return size() > MOST_RECENT;
        }
    };

    void clear() {
        sums.clear();
        since.clear();
        recent.clear();
    }

    void take(Count count) {
        BigDecimal value = count.value();
        if (value == null) {
            List<Count> back = recent.remove(count.id());
            if (back != null) {
                back.forEach(one -> add(one, Objects.requireNonNull(one.value()).negate()));
            }
        } else if (count.isReset()) {
            sums.keySet()
                    .removeIf(key ->
                            key.measure() == count.measure() && key.session().equals(count.session()));
            since.put(count.measure(), count.time());
        } else {
            add(count, value);
            if (!count.id().isEmpty()) {
                recent.computeIfAbsent(count.id(), unused -> new ArrayList<>(1)).add(count);
            }
        }
    }

    private void add(Count count, BigDecimal value) {
        Key key = new Key(
                count.measure(), count.currency(), count.session(), count.time().truncatedTo(ChronoUnit.MINUTES));
        sums.merge(key, value, BigDecimal::add);
        sums.computeIfPresent(key, (unused, sum) -> sum.signum() <= 0 ? null : sum);
    }

    /** Returns what was used of a budget. A minute counts to a window as long as a part of it does. */
    BigDecimal used(Budget budget, String session, Instant now) {
        Limit limit = budget.limit();
        BigDecimal sum = BigDecimal.ZERO;
        if (limit.span() == Limit.Span.EACH) {
            return sum;
        }
        boolean ofSession = limit.span() == Limit.Span.SESSION || budget.measure() == Budget.Measure.REFUSALS;
        Instant from = limit.span() == Limit.Span.WINDOW
                ? now.minus(limit.length()).minus(1, ChronoUnit.MINUTES)
                : Instant.MIN;
        Instant reset = since.getOrDefault(budget.measure(), Instant.MIN);
        for (Map.Entry<Key, BigDecimal> entry : sums.entrySet()) {
            Key key = entry.getKey();
            boolean counts = key.measure() == budget.measure()
                    && Objects.equals(key.currency(), limit.currency())
                    && (ofSession ? key.session().equals(session) : key.minute().isAfter(reset))
                    && !key.minute().isBefore(from);
            sum = counts ? sum.add(entry.getValue()) : sum;
        }
        return sum;
    }

    /** Returns lines that come to the same, but for what is too old to matter. */
    List<Count> lines() {
        Instant newest =
                sums.keySet().stream().map(Key::minute).max(Instant::compareTo).orElse(Instant.EPOCH);
        Instant from = newest.minus(LONGEST);
        List<Count> lines = new ArrayList<>();
        since.forEach((measure, time) -> lines.add(Count.reset(measure, "", time)));
        sums.forEach((key, sum) -> {
            if (!key.minute().isBefore(from)) {
                lines.add(new Count("", key.measure(), key.currency(), key.session(), key.minute(), sum));
            }
        });
        return lines;
    }
}
