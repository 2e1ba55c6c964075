package dev.agentguard.scope.backup;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.CopyFinder;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Shown;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows the declared backups. What is lost survives if in each environment that it belongs to one of them holds it, is
 * there now, fresh enough and whole, and lies where nothing in the action reaches.
 */
public final class BackupFinder implements CopyFinder {

    private final List<BackupWatch> backups;

    /**
     * Creates it.
     *
     * @param backups the declared backups
     * @param transport sends Guard's own requests
     * @param clock tells how old they are
     */
    public BackupFinder(List<DeclaredBackup> backups, HttpTransport transport, InstantSource clock) {
        this(backups, transport, clock, Ticker.systemTicker());
    }

    BackupFinder(List<DeclaredBackup> backups, HttpTransport transport, InstantSource clock, Ticker ticker) {
        this.backups = backups.stream()
                .map(backup -> new BackupWatch(backup, transport, clock, ticker))
                .toList();
    }

    @Override
    public boolean responsibleFor(Loss loss) {
        BlastRadius alone = new BlastRadius(alone(loss));
        return backups.stream().anyMatch(watch -> holds(watch, loss) || takes(alone, watch.backup()) != null);
    }

    @Override
    public Recoverability find(Loss loss, boolean fresh) {
        return find(loss, null, fresh);
    }

    @Override
    public @Nullable Recoverability findBackup(Loss loss, Duration within, boolean fresh) {
        return responsibleFor(loss) ? find(loss, within, fresh) : null;
    }

    private Recoverability find(Loss loss, @Nullable Duration within, boolean fresh) {
        BlastRadius alone = new BlastRadius(alone(loss));
        for (BackupWatch watch : backups) {
            if (!holds(watch, loss) && takes(alone, watch.backup()) != null) {
                return new Recoverability(
                        Verdict.DOES_NOT_SURVIVE,
                        "the declared backup `" + watch.backup().name() + "` is, or may be, what goes");
            }
        }
        BlastRadius radius = new BlastRadius(loss);
        Set<String> environments = loss.placement().location() instanceof Location.Proven proven
                ? new TreeSet<>(proven.environments())
                : Set.of();
        Map<BackupWatch, Standing> standings = new LinkedHashMap<>();
        for (BackupWatch watch : backups) {
            if (holds(watch, loss)) {
                standings.put(watch, standing(watch, radius, within, fresh));
            }
        }
        List<String> words =
                new ArrayList<>(standings.values().stream().map(Standing::words).toList());
        Verdict worst = environments.isEmpty() ? best(standings, null) : Verdict.NOT_NEEDED;
        for (String environment : environments) {
            Verdict here = best(standings, environment);
            if (here == null) {
                words.add("no declared backup holds what of `"
                        + Shown.text(loss.effect().resource().toString()) + "` is in `" + environment + "`");
            }
            worst = worse(worst, here);
        }
        return new Recoverability(worst == null ? Verdict.UNKNOWN : worst, String.join("; ", words));
    }

    /** Returns what the best backup of what is in an environment is worth, or null if there is none. */
    private static @Nullable Verdict best(Map<BackupWatch, Standing> standings, @Nullable String environment) {
        Verdict best = null;
        for (Map.Entry<BackupWatch, Standing> one : standings.entrySet()) {
            Verdict verdict = one.getValue().verdict();
            boolean there = environment == null || one.getKey().backup().of().in(environment);
            if (there && (best == null || rank(verdict) < rank(best))) {
                best = verdict;
            }
        }
        return best;
    }

    private static Standing standing(BackupWatch watch, BlastRadius radius, @Nullable Duration within, boolean fresh) {
        Effect taking = takes(radius, watch.backup());
        if (taking != null) {
            return new Standing(
                    Verdict.DOES_NOT_SURVIVE,
                    "backup `" + watch.backup().name() + "` does not count: it lies in what `" + taking.operation()
                            + "` on `" + Shown.text(taking.resource().toString()) + "` takes away");
        }
        return watch.standing(within, fresh);
    }

    private static @Nullable Effect takes(BlastRadius radius, DeclaredBackup backup) {
        for (Domain domain : backup.domains()) {
            Effect taking = radius.taking(domain);
            if (taking != null) {
                return taking;
            }
        }
        for (BackupCheck check : backup.checks()) {
            Domain domain = check.domain();
            Effect taking = domain == null ? null : radius.taking(domain);
            if (taking != null) {
                return taking;
            }
        }
        return null;
    }

    private static boolean holds(BackupWatch watch, Loss loss) {
        Coverage of = watch.backup().of();
        return of.holds(loss.effect())
                && (of.environments().isEmpty()
                        || (loss.placement().location() instanceof Location.Proven proven
                                && proven.environments().stream().anyMatch(of::in)));
    }

    private static Loss alone(Loss loss) {
        return new Loss(loss.effect(), loss.placement(), List.of(loss.effect()), loss.directory());
    }

    /** Where there is no backup, nobody knows of one. */
    private static Verdict worse(@Nullable Verdict a, @Nullable Verdict b) {
        Verdict one = a == null ? Verdict.UNKNOWN : a;
        Verdict other = b == null ? Verdict.UNKNOWN : b;
        return rank(one) >= rank(other) ? one : other;
    }

    /** One that could not be verified leaves open what another that is lost would settle. */
    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case NOT_NEEDED -> 0;
            case SURVIVES -> 1;
            case UNKNOWN -> 2;
            case DOES_NOT_SURVIVE -> 3;
        };
    }

    @Override
    public void close() {
        backups.forEach(BackupWatch::close);
    }
}
