package dev.agentguard.approval;

import dev.agentguard.approval.ApprovalStore.Part;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The exact calls beside the requests that hold them. Safe for use by many threads. */
final class KeptCalls {

    private final ApprovalStore store;
    private final Entries entries;
    private final InstantSource clock;

    KeptCalls(ApprovalStore store, Entries entries, InstantSource clock) {
        this.store = store;
        this.entries = entries;
        this.clock = clock;
    }

    /** Keeps a call unless one is kept already; returns whether it was. The caller holds the store's lock. */
    boolean keep(HeldCall call) throws IOException, ApprovalException {
        String id = call.request();
        Optional<Entry> entry = standing(id);
        if (entry.isEmpty() || !isOf(entry.get().request(), call)) {
            throw new ApprovalException("no open request of this session has the id `" + Legible.shortened(id) + "`");
        }
        if (store.has(id, Part.CALL)) {
            return false;
        }
        store.replace(id, Part.CALL, ApprovalJson.write(call));
        return true;
    }

    Optional<HeldCall> find(String id) throws IOException, ApprovalException {
        Optional<Entry> entry = standing(id);
        if (entry.isEmpty() || !store.has(id, Part.CALL)) {
            return Optional.empty();
        }
        HeldCall call = ApprovalJson.readCall(store.read(id, Part.CALL));
        return isOf(entry.get().request(), call) ? Optional.of(call) : Optional.empty();
    }

    /** The answer is bound to the request and with it to its session, which says whose call it is. */
    private static boolean isOf(ApprovalRequest request, HeldCall call) {
        return call.request().equals(request.id())
                && Visible.text(call.session()).equals(request.session());
    }

    private Optional<Entry> standing(String id) throws IOException, ApprovalException {
        Instant now = clock.instant();
        return entries.load(id, now)
                .filter(entry -> entry.status(now) == Entry.Status.OPEN || entry.status(now) == Entry.Status.APPROVED);
    }
}
