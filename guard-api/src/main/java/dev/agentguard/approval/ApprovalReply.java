package dev.agentguard.approval;

/**
 * Takes the answer to one request that a channel told of. Safe for use by many threads; the first answer that is taken
 * holds.
 */
public final class ApprovalReply {

    private final Approvals approvals;
    private final ApprovalRequest shown;
    private final String channel;

    ApprovalReply(Approvals approvals, ApprovalRequest shown, String channel) {
        this.approvals = approvals;
        this.shown = shown;
        this.channel = channel;
    }

    /**
     * Approves the request, once.
     *
     * @param typedName what the human typed; it must be {@link ApprovalRequest#confirm()} exactly. The fifth wrong name
     *     rejects the request
     * @param human who typed it, as far as the channel knows; may be empty
     * @return whether the answer was taken, and why not; always refused where approvers with keys are named
     */
    public Answer approve(String typedName, String human) {
        if (approvals.approvers().areNamed()) {
            return Answer.refused("the channel `" + channel + "` can tell of request `" + shown.id()
                    + "` and reject it, but not approve it: only "
                    + approvals.approvers().names()
                    + " may, with `java -jar guard.jar approve " + shown.id() + " --as NAME --key FILE`");
        }
        try {
            return approvals.approve(shown, typedName, by(human));
        } catch (ApprovalException e) {
            return Answer.refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Rejects the request.
     *
     * @param reason why, for the agent to read; may be empty
     * @param human who rejects it, as far as the channel knows; may be empty
     * @return whether the answer was taken, and why not
     */
    public Answer reject(String reason, String human) {
        try {
            return approvals.reject(shown.id(), reason, by(human));
        } catch (ApprovalException e) {
            return Answer.refused(String.valueOf(e.getMessage()));
        }
    }

    private String by(String human) {
        return human.isBlank() ? "channel `" + channel + "`" : human.strip() + " by channel `" + channel + "`";
    }
}
