package dev.agentguard.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that the store holds of one request.
 *
 * @param stored the request
 * @param problem what is wrong with the request or its answer, or null
 * @param first the first yes where two are needed, or null
 * @param answer the answer, or null
 * @param closed how it was closed for good, or null
 * @param wrongNames how often a wrong name was typed
 */
record Entry(
        StoredRequest stored,
        @Nullable String problem,
        @Nullable StoredAnswer first,
        @Nullable StoredAnswer answer,
        @Nullable Closed closed,
        int wrongNames) {

    /** How a request was closed for good. */
    enum Closed {
        USED,
        EXPIRED
    }

    /** Where a request stands. */
    enum Status {
        OPEN,
        APPROVED,
        REJECTED,
        TAMPERED,
        EXPIRED,
        USED
    }

    ApprovalRequest request() {
        return stored.request();
    }

    boolean lapsed(Instant now) {
        return closed == Closed.EXPIRED
                || (closed == null && !now.isBefore(request().expiresAt()));
    }

    /** Returns whether a human can still answer. */
    boolean open(Instant now) {
        return status(now) == Status.OPEN;
    }

    Status status(Instant now) {
        if (closed == Closed.USED) {
            return Status.USED;
        }
        if (lapsed(now)) {
            return Status.EXPIRED;
        }
        if (problem != null) {
            return Status.TAMPERED;
        }
        if (answer == null) {
            return Status.OPEN;
        }
        return answer.approved() ? Status.APPROVED : Status.REJECTED;
    }

    /** Returns where it stands, in words. */
    String describe(Instant now) {
        return switch (status(now)) {
            case OPEN ->
                "it waits for a " + (first == null ? "human" : "second human") + " until "
                        + request().expiresAt();
            case APPROVED -> "it is approved";
            case REJECTED ->
                answer == null || answer.reason().isEmpty()
                        ? "a human rejected it"
                        : "a human rejected it: " + answer.reason();
            case TAMPERED -> "it " + problem;
            case EXPIRED -> "it expired at " + request().expiresAt();
            case USED -> "its approval was used up";
        };
    }

    /** Returns who approved it, in words. */
    String approvedBy() {
        String last = answer == null ? "" : answer.approver();
        return first == null || first.approver().equals(last) ? last : first.approver() + " and " + last;
    }

    Consumption.NotApproved notApproved(Instant now) {
        Consumption.Status status = switch (status(now)) {
            case OPEN -> Consumption.Status.OPEN;
            case REJECTED -> Consumption.Status.REJECTED;
            case TAMPERED -> Consumption.Status.TAMPERED;
            case EXPIRED, APPROVED -> Consumption.Status.EXPIRED; // approved, but longer ago than this process grants
            case USED -> Consumption.Status.USED;
        };
        return new Consumption.NotApproved(
                status, request(), "request `" + request().id() + "`: " + describe(now));
    }

    static Consumption.NotApproved none() {
        return new Consumption.NotApproved(Consumption.Status.NONE, null, "no human was asked about exactly this");
    }
}
