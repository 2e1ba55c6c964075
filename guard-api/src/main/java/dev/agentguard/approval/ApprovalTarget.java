package dev.agentguard.approval;

/**
 * One thing that an action would do, as it is shown to the human and bound by the digest.
 *
 * @param operation the operation, for example {@code railway:volumeDelete}
 * @param resource what it is done to and where that lives, for example {@code railway:volume 3d2c42fb in production}
 */
public record ApprovalTarget(String operation, String resource) {

    /** Makes invisible characters visible. */
    public ApprovalTarget {
        operation = Visible.text(operation);
        resource = Visible.text(resource);
    }

    @Override
    public String toString() {
        return operation + " on " + resource;
    }
}
