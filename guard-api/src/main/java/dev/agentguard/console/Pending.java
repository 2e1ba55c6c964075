package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.Approvers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what waits for a human, oldest first, each whole: what is not shown cannot be approved. */
final class Pending {

    private final Approvals approvals;
    private final Approvers approvers;

    Pending(Approvals approvals, Approvers approvers) {
        this.approvals = approvals;
        this.approvers = approvers;
    }

    Object list(JsonNode asked, Visitor visitor) throws RefusedException {
        List<ApprovalRequest> waiting;
        try {
            waiting = approvals.pending();
        } catch (ApprovalException e) {
            throw new RefusedException(503, String.valueOf(e.getMessage()));
        }
        List<Object> shown = new ArrayList<>();
        for (ApprovalRequest request : waiting) {
            visitor.saw(request);
            shown.add(json(request, earlier(request, waiting)));
        }
        return Map.of(
                "requests",
                shown,
                "approvers",
                approvers.all().stream().map(it -> it.name()).toList());
    }

    /** The request before it that would do the same kind of thing, so that a human sees what is different. */
    private static List<String> earlier(ApprovalRequest request, List<ApprovalRequest> waiting) {
        List<String> lines = List.of();
        for (ApprovalRequest other : waiting) {
            if (other.id().equals(request.id())) {
                break;
            }
            if (operations(other).equals(operations(request))) {
                lines = other.lines();
            }
        }
        return lines;
    }

    private static List<String> operations(ApprovalRequest request) {
        return request.targets().stream().map(ApprovalTarget::operation).toList();
    }

    private Map<String, Object> json(ApprovalRequest request, List<String> earlier) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", request.id());
        json.put("session", request.session());
        json.put("createdAt", request.createdAt().toString());
        json.put("expiresAt", request.expiresAt().toString());
        json.put("confirm", request.confirm());
        json.put("targets", request.targets());
        json.put("lines", request.lines());
        json.put("reasons", request.reasons());
        json.put("earlier", earlier);
        json.put("needsTwo", approvers.needTwo(request));
        return json;
    }
}
