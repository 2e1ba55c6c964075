package dev.agentguard.approval;

/**
 * A way in which a request reaches a human, and in which an answer may come back: a chat, a page of the application, a
 * prompt. {@code Guard.Builder.approvalChannel} registers one; the command line always works beside it.
 *
 * <p>A channel is called on a thread of Guard's own, never on that of the action which is held, for several requests at a
 * time, and once for each request that this guard holds. It may return at once and answer later, from any thread, or wait
 * for the human itself; it is interrupted when the request expires. What it throws, and that it takes too long, is said
 * once in the log and lets nothing through: the request waits on.
 *
 * <p>Where {@code approval.approvers} names who may approve, a channel in the guarded program can only tell of a request
 * and reject it. Where nobody is named its answers count, and whatever runs in this JVM could give them too.
 */
public interface ApprovalChannel {

    /**
     * Returns what the channel is called in messages and in the record.
     *
     * @return its name, unique among the channels of a guard: 1 to 100 characters, none of them a control character or a
     *     backtick
     */
    String name();

    /**
     * Tells of a request that waits for a human.
     *
     * @param request what would run, what it would do to what, until when it can be answered, and the name to type; all of
     *     it rendered by Guard and free of secrets
     * @param reply takes the answer, from any thread, until the request expires
     * @throws Exception if nobody could be told
     */
    void requested(ApprovalRequest request, ApprovalReply reply) throws Exception;
}
