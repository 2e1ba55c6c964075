package dev.agentguard.approval;

/** Writes a channel's answer to one request into the store. Safe for use by many threads. */
final class StoreReply implements ApprovalReply {

    private final Approvals approvals;
    private final ApprovalRequest shown;
    private final String channel;

    StoreReply(Approvals approvals, ApprovalRequest shown, String channel) {
        this.approvals = approvals;
        this.shown = shown;
        this.channel = channel;
    }

    @Override
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

    @Override
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
