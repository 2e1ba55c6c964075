package dev.agentguard.approval;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes a human's answers and writes them down. The caller holds the store's lock and has seen that the request is open. */
final class Answers {

    private static final int MOST_WRONG_NAMES = 5;

    private final ApprovalStore store;
    private final InstantSource clock;
    private final Approvers approvers;

    Answers(ApprovalStore store, InstantSource clock, Approvers approvers) {
        this.store = store;
        this.clock = clock;
        this.approvers = approvers;
    }

    Answer approve(Entry entry, String typedName, String approver, @Nullable ApproverKey key)
            throws IOException, ApprovalException {
        if (approvers.areNamed() && key == null) {
            return Answer.refused(
                    "only " + approvers.names() + " may approve, each with a key: `--as NAME --key FILE`");
        }
        String problem = wrongName(entry, typedName);
        if (problem != null) {
            return Answer.refused(problem);
        }
        StoredAnswer yes = answer(entry, true, approver, "", clock.instant());
        return key == null ? yes(entry, yes) : signed(entry, yes.signedBy(key));
    }

    Answer approve(Entry entry, String typedName, PasskeyAnswer passkey) throws IOException, ApprovalException {
        String problem = wrongName(entry, typedName);
        if (problem != null) {
            return Answer.refused(problem);
        }
        StoredAnswer yes = answer(entry, true, passkey.approver().name(), "", passkey.at());
        return signed(entry, yes.with(passkey.assertion().toString()));
    }

    byte[] challenge(Entry entry, Approver approver, Instant at) {
        return PasskeyAssertion.sha256(
                answer(entry, true, approver.name(), "", at).signed());
    }

    /** Counts a wrong name; returns what to say of it, or null if it is right. */
    private @Nullable String wrongName(Entry entry, String typedName) throws IOException, ApprovalException {
        String id = entry.request().id();
        if (!typedName.equals(entry.request().confirm())) {
            int wrong = entry.wrongNames() + 1;
            store.replace(id, ApprovalStore.Part.TRIES, ApprovalJson.tries(id, wrong));
            if (wrong >= MOST_WRONG_NAMES) {
                write(entry, false, "guard", wrong + " wrong names were typed");
                return "wrong name; request `" + id + "` is rejected after " + wrong + " wrong names";
            }
            return "wrong name; type exactly `" + entry.request().confirm() + "` (" + (MOST_WRONG_NAMES - wrong)
                    + " more tries)";
        }
        return null;
    }

    private Answer signed(Entry entry, StoredAnswer yes) throws IOException, ApprovalException {
        ApprovalRequest request = entry.request();
        String problem = approvers.areNamed()
                ? approvers.problem(yes, request)
                : "was signed, and no approver is named whose key could be checked";
        if (problem != null) {
            return Answer.refused("request `" + request.id() + "` " + problem);
        }
        StoredAnswer first = entry.first();
        if (!approvers.needTwo(request) || (first != null && !first.approver().equals(yes.approver()))) {
            return yes(entry, yes);
        }
        if (first != null) {
            return Answer.refused("request `" + request.id() + "` needs a second approver: " + first.approver()
                    + " approved it already");
        }
        store.replace(request.id(), ApprovalStore.Part.FIRST, ApprovalJson.write(yes));
        return Answer.accepted("request `" + request.id() + "` is approved by one; a second approver is needed until "
                + request.expiresAt());
    }

    private Answer yes(Entry entry, StoredAnswer yes) throws IOException, ApprovalException {
        String id = entry.request().id();
        store.replace(id, ApprovalStore.Part.ANSWER, ApprovalJson.write(yes));
        return Answer.accepted("request `" + id + "` is approved for one use until "
                + entry.request().expiresAt());
    }

    Answer reject(Entry entry, String reason, String approver) throws IOException, ApprovalException {
        write(entry, false, approver, reason);
        return Answer.accepted("request `" + entry.request().id() + "` is rejected");
    }

    private void write(Entry entry, boolean approved, String approver, String reason)
            throws IOException, ApprovalException {
        StoredAnswer answer = answer(entry, approved, approver, reason, clock.instant());
        store.replace(answer.id(), ApprovalStore.Part.ANSWER, ApprovalJson.write(answer));
        store.delete(answer.id(), ApprovalStore.Part.CALL);
    }

    private static StoredAnswer answer(Entry entry, boolean approved, String approver, String reason, Instant at) {
        ApprovalRequest request = entry.request();
        return new StoredAnswer(
                request.id(),
                request.digest(),
                entry.stored().hash(),
                approved,
                Legible.shortened(approver),
                Legible.shortened(reason),
                at,
                null);
    }
}
