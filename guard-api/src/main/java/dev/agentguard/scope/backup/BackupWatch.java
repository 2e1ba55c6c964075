package dev.agentguard.scope.backup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Recoverability.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one declared backup, and remembers for a short time what it saw. Safe for use by many threads. */
final class BackupWatch implements AutoCloseable {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final DeclaredBackup backup;
    private final BoundedCalls calls;
    private final Means means;
    private final InstantSource clock;
    private final Cache<DeclaredBackup, List<Sighting>> seen;

    BackupWatch(DeclaredBackup backup, HttpTransport transport, InstantSource clock, Ticker ticker) {
        this.backup = backup;
        this.clock = clock;
        this.calls = new BoundedCalls("backup " + backup.name(), backup.timeLimit());
        this.means = new Means(calls, transport);
        this.seen = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    DeclaredBackup backup() {
        return backup;
    }

    /**
     * Says whether it counts.
     *
     * @param within the age from which on it does not, where that is less than the declared one; null for that alone
     * @param fresh whether to look anew
     */
    Standing standing(@Nullable Duration within, boolean fresh) {
        List<Sighting> sightings = fresh ? null : seen.getIfPresent(backup);
        if (sightings == null) {
            try {
                sightings = calls.call(this::look);
                seen.put(backup, sightings);
            } catch (CallFailedException e) {
                seen.invalidate(backup);
                return new Standing(Verdict.UNKNOWN, name() + " could not be verified: " + e.because());
            }
        }
        Duration declared = backup.maximalAge();
        return judge(sightings, within != null && within.compareTo(declared) < 0 ? within : declared);
    }

    private List<Sighting> look(Deadline deadline) throws CallFailedException {
        List<Sighting> sightings = new ArrayList<>();
        for (BackupCheck check : backup.checks()) {
            sightings.add(check.look(means, deadline));
        }
        return List.copyOf(sightings);
    }

    private Standing judge(List<Sighting> sightings, Duration oldest) {
        Instant madeAt = null;
        StringBuilder words = new StringBuilder();
        for (Sighting one : sightings) {
            if (!one.there()) {
                return new Standing(Verdict.DOES_NOT_SURVIVE, name() + " is not there: " + one.words());
            }
            if (one.size() >= 0 && one.size() < Math.max(1, backup.minimalSize())) {
                return new Standing(
                        Verdict.DOES_NOT_SURVIVE,
                        name() + " does not count: it has " + one.size() + " bytes, fewer than the "
                                + Math.max(1, backup.minimalSize()) + " wanted, at " + one.words());
            }
            madeAt = older(madeAt, one.madeAt());
            words.append(words.isEmpty() ? "" : ", ").append(one.words());
            words.append(one.size() < 0 ? "" : " (" + one.size() + " bytes)");
        }
        return judge(madeAt, words.toString(), oldest);
    }

    private Standing judge(@Nullable Instant madeAt, String words, Duration oldest) {
        Instant now = clock.instant();
        if (madeAt == null) {
            return new Standing(Verdict.UNKNOWN, name() + " could not be verified: nothing says how old it is");
        }
        if (madeAt.isAfter(now.plus(CLOCKS_DIFFER))) {
            return new Standing(
                    Verdict.UNKNOWN,
                    name() + " could not be verified: it says that it is made at " + madeAt
                            + ", which is still to come");
        }
        String age = inWords(Duration.between(madeAt, now));
        return Duration.between(madeAt, now).compareTo(oldest) > 0
                ? new Standing(
                        Verdict.DOES_NOT_SURVIVE,
                        name() + " does not count: it is " + age + " old, older than the " + inWords(oldest)
                                + " that are wanted, at " + words)
                : new Standing(Verdict.SURVIVES, name() + " is " + age + " old, at " + words);
    }

    private static @Nullable Instant older(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }

    private static String inWords(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        return minutes < 120 ? minutes + " min" : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " d";
    }

    private String name() {
        return "backup `" + backup.name() + "`";
    }

    @Override
    public void close() {
        calls.close();
    }
}
