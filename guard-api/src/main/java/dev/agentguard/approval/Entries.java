package dev.agentguard.approval;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a store holds of its requests, and clears away what is over. Safe for use by many threads. */
final class Entries {

    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

    private final ApprovalStore store;
    private final Approvers approvers;
    private final Map<String, String> written;
    private final KnownRequests known;

    Entries(ApprovalStore store, Approvers approvers, int most) {
        this.store = store;
        this.approvers = approvers;
        this.written = Collections.synchronizedMap(new Recent(most));
        this.known = new KnownRequests(most);
    }

    /** Remembers what this process wrote, so that it sees a change of it. */
    void wrote(String id, byte[] bytes) {
        written.put(id, CanonicalJson.sha256(bytes));
    }

    /** Loads all requests; nothing is written. */
    List<Entry> load(Instant now) throws IOException, ApprovalException {
        EntryReader reader = reader(now);
        List<Entry> entries = new ArrayList<>();
        for (String id : store.ids()) {
            load(id, reader).ifPresent(entries::add);
        }
        return entries;
    }

    /** Loads one request; nothing is written. */
    Optional<Entry> load(String id, Instant now) throws IOException, ApprovalException {
        return store.holds(id) ? load(id, reader(now)) : Optional.empty();
    }

    private Optional<Entry> load(String id, EntryReader reader) throws ApprovalException {
        try {
            return Optional.of(reader.read(id));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // dropped by another process
        } catch (IOException e) {
            store.warn(id, "cannot be read and is ignored: " + EntryReader.cause(e));
            return Optional.empty();
        }
    }

    /**
     * Loads all requests, marks what lapsed so that a clock set back does not revive it, and drops what is old. The caller
     * holds the store's lock.
     */
    List<Entry> sweep(Instant now) throws IOException, ApprovalException {
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : load(now)) {
            ApprovalRequest request = entry.request();
            if (entry.problem() != null) {
                // what its file says of its expiry is not to be trusted; it stays for the human to look at
                kept.add(entry);
                continue;
            }
            if (request.expiresAt().plus(KEPT_AFTER_EXPIRY).isBefore(now)) {
                store.delete(request.id());
                written.remove(request.id());
                continue;
            }
            if (entry.closed() == null && entry.lapsed(now)) {
                store.claim(request.id(), ApprovalStore.Part.CLOSED, ApprovalJson.closed(request.id(), false, now));
                store.delete(request.id(), ApprovalStore.Part.CALL);
            }
            kept.add(entry);
        }
        return kept;
    }

    private EntryReader reader(Instant now) {
        return new EntryReader(store, now, TOLERANCE, written, known, approvers);
    }
}
