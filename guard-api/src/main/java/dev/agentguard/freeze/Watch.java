package dev.agentguard.freeze;

import dev.agentguard.approval.Approvers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file of freezes, four times a second at most, by whoever asks. What it held once holds for as long as the
 * process lives: a file that is removed or rewritten thaws nothing. Safe for use by many threads.
 */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long PAUSE = Duration.ofMillis(250).toNanos();
    private static final long TOO_LONG = Duration.ofSeconds(5).toNanos();

    private final FreezeFile file;
    private final Approvers approvers;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    // of whoever looks
    private FreezeFile.@Nullable Stamp stamp;
    private byte[] lines = new byte[0];
    private final Map<String, Held> freezes = new HashMap<>();
    private final Map<String, Held> glasses = new HashMap<>();
    private Set<String> inFile = Set.of();
    private boolean shortened;
    private @Nullable String said;

    private record Look(Standing standing, long at) {}

    Watch(FreezeFile file, Approvers approvers, InstantSource clock, LongSupplier nanos) {
        this.file = file;
        this.approvers = approvers;
        this.clock = clock;
        this.nanos = nanos;
    }

    Standing standing(boolean fresh) {
        Look known = last;
        long now = nanos.getAsLong();
        if (known != null && !fresh && now - known.at() < PAUSE) {
            return known.standing();
        }
        if (known == null || fresh) {
            looking.lock();
        } else if (!looking.tryLock()) {
            // somebody looks; one who hangs must not keep all others from ever knowing
            return now - known.at() < TOO_LONG ? known.standing() : hanging(known.standing());
        }
        try {
            Look before = last;
            Standing standing = look(before == null ? null : Duration.ofNanos(nanos.getAsLong() - before.at()));
            last = new Look(standing, nanos.getAsLong());
            return standing;
        } finally {
            looking.unlock();
        }
    }

    /** Returns what was seen last; whoever judges has looked a moment ago. */
    Standing known() {
        Look known = last;
        return known == null ? standing(true) : known.standing();
    }

    private Standing hanging(Standing known) {
        String problem = "`" + file + "` cannot be read: whoever looks at it hangs";
        return new Standing(known.freezes(), known.glasses(), problem, known.notes());
    }

    private Standing look(@Nullable Duration unwatched) {
        Look known = last;
        try {
            FreezeFile.Stamp now = file.stamp();
            if (known != null && known.standing().problem() == null && Objects.equals(now, stamp)) {
                return known.standing();
            }
            byte[] read = now == null ? new byte[0] : file.read();
            Entries entries = Entries.of(read, approvers);
            boolean grew = read.length >= lines.length
                    && ByteBuffer.wrap(read, 0, lines.length).equals(ByteBuffer.wrap(lines));
            if (!grew && !shortened) {
                shortened = true;
                LOG.error("`{}` was removed or rewritten; what it held stays frozen until a restart", file);
            }
            take(entries, unwatched, grew);
            stamp = now;
            lines = read;
            said = null;
            return new Standing(List.copyOf(freezes.values()), List.copyOf(glasses.values()), null, notes(entries));
        } catch (IOException | RuntimeException e) {
            String problem = "`" + file + "` cannot be read: "
                    + (e instanceof IOException ? e.getMessage() : e.getClass().getName());
            if (!problem.equals(said)) {
                said = problem;
                LOG.error("nobody knows what is frozen, so everything but reads is: {}", problem);
            }
            return new Standing(List.copyOf(freezes.values()), List.of(), problem, List.of());
        }
    }

    private void take(Entries entries, @Nullable Duration unwatched, boolean grew) {
        long seen = nanos.getAsLong();
        if (grew) {
            inFile.stream().filter(id -> !entries.freezes().containsKey(id)).forEach(freezes::remove);
        }
        inFile = Set.copyOf(entries.freezes().keySet());
        glasses.keySet().retainAll(entries.glasses().keySet());
        entries.freezes().forEach((id, entry) -> {
            if (!freezes.containsKey(id)) {
                Held held = Held.freeze(entry, seen, clock.instant(), unwatched);
                freezes.put(id, held);
                if (unwatched != null && held.holds(seen)) { // at the start it is said by whoever starts
                    LOG.warn("{}", entry.frozen().text());
                }
            }
        });
        entries.glasses().forEach((id, entry) -> {
            if (!glasses.containsKey(id)) {
                glasses.put(id, Held.glass(entry, seen, clock.instant()));
            }
        });
    }

    private List<String> notes(Entries entries) {
        List<String> notes = new ArrayList<>(entries.ignored());
        if (shortened) {
            notes.add("`" + file + "` was removed or rewritten; what it held stays frozen until a restart");
        }
        return notes;
    }
}
