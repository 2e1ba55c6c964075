package dev.agentguard.approval;

import org.jspecify.annotations.Nullable;

/** What came of looking for an approval of one exact action. */
public sealed interface Consumption {

    /**
     * There was one, and it is used up now: the action may run, once.
     *
     * @param request the request that was approved
     * @param approver who approved it
     */
    record Used(ApprovalRequest request, String approver) implements Consumption {}

    /**
     * There is none that can be used: the action must not run.
     *
     * @param status what there is instead
     * @param request the request it is about, or null
     * @param message why, lower case, no final period
     */
    record NotApproved(Status status, @Nullable ApprovalRequest request, String message) implements Consumption {}

    /** Why an action is not approved; the later constants weigh less when several requests have the same digest. */
    enum Status {
        /** The store cannot be read or written. */
        STORE_FAILED,
        /** Waits for a human. */
        OPEN,
        /** A human said no. */
        REJECTED,
        /** The request or its answer was changed by something else than Guard. */
        TAMPERED,
        /** It was not answered or not used in time. */
        EXPIRED,
        /** It was approved and has been used. */
        USED,
        /** Nobody was asked. */
        NONE
    }
}
