package dev.agentguard.approval;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Writes requests down. The caller holds the store's lock. Safe for use by many threads. */
final class Asking {

    private final ApprovalStore store;
    private final Entries entries;
    private final InstantSource clock;
    private final Duration expiry;
    private final int mostOpen;

    Asking(ApprovalStore store, Entries entries, InstantSource clock, Duration expiry, int mostOpen) {
        this.store = store;
        this.entries = entries;
        this.clock = clock;
        this.expiry = expiry;
        this.mostOpen = mostOpen;
    }

    /** Returns the open or approved request of the same digest, or a new one. */
    ApprovalRequest ask(ApprovalSubject subject, String digest) throws IOException, ApprovalException {
        Instant now = clock.instant();
        int open = 0;
        for (Entry entry : entries.sweep(now)) {
            open += entry.open(now) ? 1 : 0;
            if (entry.request().digest().equals(digest)) {
                switch (entry.status(now)) {
                    case OPEN, APPROVED -> {
                        return entry.request();
                    }
                    case REJECTED -> throw new ApprovalException(rejected(entry));
                    default -> {
                        // it is over, so a human is asked anew
                    }
                }
            }
        }
        if (open >= mostOpen) {
            throw new ApprovalException(open + " requests already wait for a human; answer or reject some first");
        }
        ApprovalRequest request = new ApprovalRequest(
                store.freshId(),
                digest,
                subject.session(),
                now,
                now.plus(expiry),
                subject.confirm(),
                subject.targets(),
                subject.lines(),
                subject.reasons());
        byte[] bytes = ApprovalJson.write(request, subject.partDigests());
        store.replace(request.id(), ApprovalStore.Part.REQUEST, bytes);
        entries.wrote(request.id(), bytes);
        return request;
    }

    private static String rejected(Entry entry) {
        StoredAnswer answer = entry.answer();
        String reason = answer == null || answer.reason().isEmpty() ? "" : ": " + answer.reason();
        return "a human rejected exactly this (request `" + entry.request().id() + "`)" + reason
                + "; it is not asked again before " + entry.request().expiresAt();
    }
}
