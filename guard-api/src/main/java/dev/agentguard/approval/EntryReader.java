package dev.agentguard.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.agentguard.approval.ApprovalStore.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads all files of a request and checks them against each other. What is there and cannot be read counts as the
 * worst it could be: an answer as tampered with, a closing as used, a count of tries as the last one.
 */
final class EntryReader {

    private static final int UNREADABLE_TRIES = 1_000;

    private final ApprovalStore store;
    private final Instant now;
    private final Duration tolerance;
    private final Map<String, String> written;
    private final KnownRequests known;
    private final Approvers approvers;

    /**
     * @param written the hashes of request files that this process wrote itself
     * @param known what was read before
     * @param approvers who may approve
     */
    EntryReader(
            ApprovalStore store,
            Instant now,
            Duration tolerance,
            Map<String, String> written,
            KnownRequests known,
            Approvers approvers) {
        this.store = store;
        this.now = now;
        this.tolerance = tolerance;
        this.written = written;
        this.known = known;
        this.approvers = approvers;
    }

    Entry read(String id) throws IOException, ApprovalException {
        StoredRequest stored = known.read(store.read(id, Part.REQUEST));
        String problem = stored.problem(id, now, tolerance);
        if (problem == null && !stored.hash().equals(written.getOrDefault(id, stored.hash()))) {
            problem = "was changed after this process wrote it";
        }
        StoredAnswer first = first(stored, id);
        StoredAnswer answer = null;
        if (store.has(id, Part.ANSWER)) {
            try {
                answer = ApprovalJson.readAnswer(store.read(id, Part.ANSWER));
                problem = problem == null ? problem(answer, first, stored) : problem;
            } catch (IOException e) {
                problem = "its answer cannot be read: " + cause(e);
            }
        }
        if (problem != null) {
            store.warn(id, problem);
        }
        return new Entry(stored, problem, first, answer, closed(id), wrongNames(id));
    }

    private @Nullable String problem(StoredAnswer answer, @Nullable StoredAnswer first, StoredRequest stored) {
        String problem = answer.problem(stored, now, tolerance);
        return problem == null && answer.approved() ? approvers.problem(answer, first, stored.request()) : problem;
    }

    /** A first yes that does not count is none: the next one is the first. */
    private @Nullable StoredAnswer first(StoredRequest stored, String id) throws ApprovalException {
        if (!store.has(id, Part.FIRST)) {
            return null;
        }
        try {
            StoredAnswer first = ApprovalJson.readAnswer(store.read(id, Part.FIRST));
            boolean counts = first.approved()
                    && first.problem(stored, now, tolerance) == null
                    && approvers.problem(first, stored.request()) == null;
            return counts ? first : null;
        } catch (IOException e) {
            return null;
        }
    }

    private Entry.@Nullable Closed closed(String id) {
        if (!store.has(id, Part.CLOSED)) {
            return null;
        }
        try {
            return ApprovalJson.readClosedUsed(store.read(id, Part.CLOSED)) ? Entry.Closed.USED : Entry.Closed.EXPIRED;
        } catch (IOException e) {
            return Entry.Closed.USED;
        }
    }

    private int wrongNames(String id) {
        if (!store.has(id, Part.TRIES)) {
            return 0;
        }
        try {
            return ApprovalJson.readTries(store.read(id, Part.TRIES));
        } catch (IOException e) {
            return UNREADABLE_TRIES;
        }
    }

    static String cause(IOException e) {
        // a parser's message quotes the file
        return e instanceof JsonProcessingException ? "it is no JSON" : String.valueOf(e.getMessage());
    }
}
