package dev.agentguard.console;

import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approver;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A human who is signed in on one page. Safe for use by many threads. */
final class Visitor {

    private static final int MOST_SHOWN = 1_000;

    private final @Nullable Approver approver;
    private final Map<String, ApprovalRequest> shown = Collections.synchronizedMap(new LinkedHashMap<>());

    Visitor(@Nullable Approver approver) {
        this.approver = approver;
    }

    /** Returns who it is, or null if it is only known that they hold this console's link. */
    @Nullable
    Approver approver() {
        return approver;
    }

    String name() {
        return approver == null ? "console" : approver.name();
    }

    /** Keeps what was shown: only that can be approved. */
    void saw(ApprovalRequest request) {
        if (shown.size() >= MOST_SHOWN) {
            shown.clear();
        }
        shown.put(request.id(), request);
    }

    @Nullable
    ApprovalRequest seen(String id) {
        return shown.get(id);
    }
}
