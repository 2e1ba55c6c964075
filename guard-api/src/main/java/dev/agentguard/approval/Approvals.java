package dev.agentguard.approval;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a human and what became of them, kept in a directory that several processes share. Safe for use by many
 * threads.
 *
 * <p>The guarded process calls {@link #consume} and, where nothing was approved yet, {@link #request}; the human's
 * command line calls {@link #pending}, {@link #approve(ApprovalRequest, String, String) approve} and {@link #reject}.
 */
public final class Approvals {

    private static final int MOST_OPEN = 1_000;

    private final ApprovalStore store;
    private final InstantSource clock;
    private final Asking asking;
    private final Approvers approvers;
    private final Answers answers;
    private final Entries entries;
    private final Using using;
    private final KeptCalls calls;

    /**
     * Uses the approvals of a store.
     *
     * @param directory the store's directory; approvals are kept in {@code approvals} below it, which is made when
     *     somebody is first asked
     * @param clock the time
     * @param expiry how long a request can be answered and used
     */
    public Approvals(Path directory, InstantSource clock, Duration expiry) {
        this(directory, clock, expiry, Approvers.NONE);
    }

    /**
     * Uses the approvals of a store that certain approvers answer.
     *
     * @param directory as above
     * @param clock the time
     * @param expiry as above
     * @param approvers who may approve; where somebody is named no other answer counts
     */
    public Approvals(Path directory, InstantSource clock, Duration expiry, Approvers approvers) {
        this(directory, clock, expiry, approvers, MOST_OPEN);
    }

    Approvals(Path directory, InstantSource clock, Duration expiry, Approvers approvers, int mostOpen) {
        this.store = new ApprovalStore(directory.resolve("approvals"));
        this.clock = clock;
        this.approvers = approvers;
        this.entries = new Entries(store, approvers, 4 * MOST_OPEN);
        this.answers = new Answers(store, clock, approvers);
        this.using = new Using(store, entries, clock, expiry, 4 * MOST_OPEN);
        this.calls = new KeptCalls(store, entries, clock);
        this.asking = new Asking(store, entries, clock, expiry, mostOpen);
    }

    /**
     * Asks a human. Where the same digest already waits, or was approved and not used yet, that request is returned.
     *
     * @param subject what is asked
     * @return the request
     * @throws ApprovalException if nobody can be asked: a human rejected the same before its expiry, too many requests
     *     are open, there is nothing to type or too much to read, or the store fails
     */
    public ApprovalRequest request(ApprovalSubject subject) throws ApprovalException {
        String digest = subject.digest();
        Legible.check(subject);
        return access(() -> {
            store.create();
            return store.locked(() -> asking.ask(subject, digest));
        });
    }

    /**
     * Returns what waits for a human, oldest first. Nothing is written.
     *
     * @return the open requests
     * @throws ApprovalException if the store cannot be read
     */
    public List<ApprovalRequest> pending() throws ApprovalException {
        return access(() -> {
            if (!store.exists()) {
                return List.of();
            }
            Instant now = clock.instant();
            return entries.load(now).stream()
                    .filter(entry -> entry.open(now))
                    .map(Entry::request)
                    .sorted(Comparator.comparing(ApprovalRequest::createdAt).thenComparing(ApprovalRequest::id))
                    .toList();
        });
    }

    /**
     * Returns an open request.
     *
     * @param id its id, in any case
     * @return the request, or null if no open one has this id
     * @throws ApprovalException if the store cannot be read
     */
    public @Nullable ApprovalRequest find(String id) throws ApprovalException {
        String wanted = normal(id);
        return pending().stream()
                .filter(request -> request.id().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns what a human said who rejected a request.
     *
     * @param id the request's id
     * @return the answer in words, or null if it was not rejected, has expired, or the store cannot be read
     */
    public @Nullable String rejection(String id) {
        try {
            Instant now = clock.instant();
            return access(() -> entries.load(id, now))
                    .filter(entry -> entry.status(now) == Entry.Status.REJECTED)
                    .map(entry -> entry.describe(now))
                    .orElse(null);
        } catch (ApprovalException e) {
            return null;
        }
    }

    /**
     * Returns whether a request still waits for a human. Takes no lock and writes nothing.
     *
     * @param id the request's id
     * @return false if it was answered or used, has expired or is not there
     * @throws ApprovalException if the store cannot be read
     */
    public boolean waits(String id) throws ApprovalException {
        Instant now = clock.instant();
        return access(() -> entries.load(id, now))
                .filter(entry -> entry.open(now))
                .isPresent();
    }

    /**
     * Keeps the exact call that a request holds, unless one is kept already.
     *
     * @param call the call
     * @throws ApprovalException if the request is another session's, was used or rejected or has expired, the call is too large, or the store fails
     */
    public void keep(HeldCall call) throws ApprovalException {
        access(() -> store.locked(() -> calls.keep(call)));
    }

    /**
     * Returns the exact call that a request holds.
     *
     * @param typedId the request's id, in any case
     * @return the call, or null if none is kept: there was none, or the request was used or rejected or has expired
     * @throws ApprovalException if the store cannot be read
     */
    public @Nullable HeldCall held(String typedId) throws ApprovalException {
        return access(() -> calls.find(normal(typedId))).orElse(null);
    }

    /**
     * Returns who may approve.
     *
     * @return the approvers; where nobody is named whoever can write the store may
     */
    public Approvers approvers() {
        return approvers;
    }

    /**
     * Approves what a human was shown. Refused if the stored request is not that any more.
     *
     * @param shown the request as it was shown
     * @param typedName what the human typed; it must be {@link ApprovalRequest#confirm()} exactly. The fifth wrong name
     *     rejects the request
     * @param approver who answers
     * @return whether the answer was taken
     * @throws ApprovalException if the store fails
     */
    public Answer approve(ApprovalRequest shown, String typedName, String approver) throws ApprovalException {
        return approve(shown, typedName, approver, null);
    }

    /**
     * Approves what a human was shown, in the name of an approver whose key signs the answer. Where two must approve, the
     * first of them is noted and the request waits for the second.
     *
     * @param shown as above
     * @param typedName as above
     * @param key the approver's key
     * @return whether the answer was taken
     * @throws ApprovalException if the store fails, or the key cannot sign
     */
    public Answer approve(ApprovalRequest shown, String typedName, ApproverKey key) throws ApprovalException {
        return approve(shown, typedName, key.approver(), key);
    }

    private Answer approve(ApprovalRequest shown, String typedName, String approver, @Nullable ApproverKey key)
            throws ApprovalException {
        return answer(
                shown.id(),
                approver,
                entry -> entry.request().equals(shown)
                        ? answers.approve(entry, typedName, approver, key)
                        : Answer.refused("request `" + shown.id() + "` is not what was shown; look at it again"));
    }

    /**
     * Returns what a passkey has to answer to approve what a human was shown.
     *
     * @param shown as above
     * @param approver whose passkey it is
     * @param at when this is asked; it goes into what is answered
     * @return the challenge
     * @throws ApprovalException if the request is not open or not what was shown any more, or the store fails
     */
    public byte[] challenge(ApprovalRequest shown, Approver approver, Instant at) throws ApprovalException {
        Instant now = clock.instant();
        Entry entry = access(() -> entries.load(shown.id(), now))
                .filter(it -> it.open(now) && it.request().equals(shown))
                .orElseThrow(() -> new ApprovalException(
                        "request `" + shown.id() + "` is not what was shown, or waits no more; look at it again"));
        return answers.challenge(entry, approver, at);
    }

    /**
     * Approves what a human was shown, by a passkey.
     *
     * @param shown as above
     * @param typedName as above
     * @param answer what the passkey answered to {@link #challenge}
     * @return whether the answer was taken
     * @throws ApprovalException if the store fails
     */
    public Answer approve(ApprovalRequest shown, String typedName, PasskeyAnswer answer) throws ApprovalException {
        return answer(
                shown.id(),
                answer.approver().name(),
                entry -> entry.request().equals(shown)
                        ? answers.approve(entry, typedName, answer)
                        : Answer.refused("request `" + shown.id() + "` is not what was shown; look at it again"));
    }

    /**
     * Approves a request by its id, for callers that have just shown {@link #find} of the same id; prefer
     * {@link #approve(ApprovalRequest, String, String)}, which also notices that the request changed in between.
     *
     * @param id the request's id, in any case
     * @param typedName as above
     * @param approver who answers
     * @return whether the answer was taken
     * @throws ApprovalException if the store fails
     */
    public Answer approve(String id, String typedName, String approver) throws ApprovalException {
        return answer(id, approver, entry -> answers.approve(entry, typedName, approver, null));
    }

    /**
     * Rejects a request. The same action is not asked again before the request would have expired.
     *
     * @param id the request's id, in any case
     * @param reason why; may be empty
     * @param approver who answers
     * @return whether the answer was taken
     * @throws ApprovalException if the store fails
     */
    public Answer reject(String id, String reason, String approver) throws ApprovalException {
        return answer(id, approver, entry -> answers.reject(entry, reason, approver));
    }

    private Answer answer(String typedId, String approver, Answering answering) throws ApprovalException {
        String id = normal(typedId);
        if (!Ids.valid(id)) {
            return Answer.refused("`" + Legible.shortened(typedId) + "` is not the id of a request");
        }
        if (approver.isBlank()) {
            return Answer.refused("an approver must be named");
        }
        return access(() -> store.exists()
                ? store.locked(() -> answerLocked(id, answering))
                : Answer.refused("no open request has the id `" + id + "`"));
    }

    private Answer answerLocked(String id, Answering answering) throws IOException, ApprovalException {
        Instant now = clock.instant();
        for (Entry entry : entries.sweep(now)) {
            if (entry.request().id().equals(id)) {
                return entry.open(now)
                        ? answering.answer(entry)
                        : Answer.refused("request `" + id + "` can no longer be answered: " + entry.describe(now));
            }
        }
        return Answer.refused("no open request has the id `" + id + "`");
    }

    /**
     * Uses up the approval of an action, if there is one. Of all callers in all processes exactly one gets it, and the
     * use is on disk before this returns. Everything is checked again: the digests, the answer, the expiry.
     *
     * @param digest the {@linkplain ApprovalSubject#digest() digest} of what is about to run, computed anew
     * @return that it was used up, or why there is nothing to use; never fails otherwise
     */
    public Consumption consume(String digest) {
        try {
            return access(() -> store.exists() ? store.locked(() -> using.use(digest)) : Entry.none());
        } catch (ApprovalException e) {
            return new Consumption.NotApproved(Consumption.Status.STORE_FAILED, null, String.valueOf(e.getMessage()));
        }
    }

    private static String normal(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }

    private static <T> T access(ApprovalStore.Work<T> work) throws ApprovalException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new ApprovalException("the approval store cannot be used: " + e, e);
        }
    }

    private interface Answering {
        Answer answer(Entry entry) throws IOException, ApprovalException;
    }
}
