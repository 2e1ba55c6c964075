package dev.agentguard.approval;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;

/** Uses approvals up, each once. The caller holds the store's lock. Safe for use by many threads. */
final class Using {

    private final ApprovalStore store;
    private final Entries entries;
    private final InstantSource clock;
    private final Duration expiry;
    private final Map<String, String> spent;

    Using(ApprovalStore store, Entries entries, InstantSource clock, Duration expiry, int remembered) {
        this.store = store;
        this.entries = entries;
        this.clock = clock;
        this.expiry = expiry;
        this.spent = Collections.synchronizedMap(new Recent(remembered));
    }

    Consumption use(String digest) throws IOException, ApprovalException {
        Instant now = clock.instant();
        Consumption.NotApproved best = Entry.none();
        for (Entry entry : entries.sweep(now)) {
            if (!entry.request().digest().equals(digest)) {
                continue;
            }
            StoredAnswer answer = entry.answer();
            if (entry.status(now) == Entry.Status.APPROVED && answer != null && inTime(entry, now)) {
                String id = entry.request().id();
                // also where somebody removed the file that says so
                boolean first = spent.putIfAbsent(id, digest) == null;
                if (store.claim(id, ApprovalStore.Part.CLOSED, ApprovalJson.closed(id, true, now)) && first) {
                    forget(id);
                    return new Consumption.Used(entry.request(), entry.approvedBy());
                }
            }
            Consumption.NotApproved found = entry.notApproved(now);
            best = found.status().compareTo(best.status()) < 0 ? found : best;
        }
        return best;
    }

    /** Without its answer a used request is none that could be used again, also where the file that closed it is removed. */
    private void forget(String id) throws IOException {
        store.delete(id, ApprovalStore.Part.ANSWER);
        store.delete(id, ApprovalStore.Part.FIRST);
        store.delete(id, ApprovalStore.Part.CALL);
    }

    // a longer expiry in the file than this process would have granted does not count
    private boolean inTime(Entry entry, Instant now) {
        return now.isBefore(entry.request().createdAt().plus(expiry));
    }
}
