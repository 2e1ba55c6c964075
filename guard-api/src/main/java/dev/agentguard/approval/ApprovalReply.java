package dev.agentguard.approval;

/**
 * Takes the answer to one request that a channel told of. Implementations are safe for use by many threads; the first
 * answer that is taken holds.
 */
public interface ApprovalReply {

    /**
     * Approves the request, once.
     *
     * @param typedName what the human typed; it must be {@link ApprovalRequest#confirm()} exactly. The fifth wrong name
     *     rejects the request
     * @param human who typed it, as far as the channel knows; may be empty
     * @return whether the answer was taken, and why not; always refused where approvers with keys are named
     */
    Answer approve(String typedName, String human);

    /**
     * Rejects the request.
     *
     * @param reason why, for the agent to read; may be empty
     * @param human who rejects it, as far as the channel knows; may be empty
     * @return whether the answer was taken, and why not
     */
    Answer reject(String reason, String human);
}
