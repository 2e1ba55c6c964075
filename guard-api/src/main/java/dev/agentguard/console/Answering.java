package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.approval.Answer;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Passkey;
import dev.agentguard.approval.PasskeyAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Takes a human's answer to a request: only to what this very visitor was shown. */
final class Answering {

    private final Approvals approvals;
    private final Approvers approvers;
    private final InstantSource clock;

    Answering(Approvals approvals, Approvers approvers, InstantSource clock) {
        this.approvals = approvals;
        this.approvers = approvers;
        this.clock = clock;
    }

    /** What the passkey has to answer so that the request is approved. */
    Object challenge(JsonNode asked, Visitor visitor) throws RefusedException {
        ApprovalRequest request = seen(asked, visitor);
        Approver approver = visitor.approver();
        Passkey passkey = approver == null ? null : approver.passkey();
        if (approver == null || passkey == null) {
            throw new RefusedException(403, onlyByKey(request.id()));
        }
        Instant at = clock.instant();
        try {
            byte[] challenge = approvals.challenge(request, approver, at);
            return Map.of(
                    "challenge",
                    SignIn.encoded(challenge),
                    "at",
                    at.toString(),
                    "id",
                    passkey.id(),
                    "host",
                    passkey.host());
        } catch (ApprovalException e) {
            throw new RefusedException(409, String.valueOf(e.getMessage()));
        }
    }

    Object approve(JsonNode asked, Visitor visitor) throws RefusedException {
        ApprovalRequest request = seen(asked, visitor);
        String typed = asked.path("typed").asText();
        Approver approver = visitor.approver();
        try {
            if (approver != null) {
                PasskeyAnswer answer = new PasskeyAnswer(
                        approver, Instant.parse(asked.path("at").asText()), Assertions.read(asked.path("assertion")));
                return said(approvals.approve(request, typed, answer));
            }
            if (approvers.areNamed()) {
                throw new RefusedException(403, onlyByKey(request.id()));
            }
            return said(approvals.approve(request, typed, visitor.name()));
        } catch (ApprovalException | DateTimeException e) {
            throw new RefusedException(409, String.valueOf(e.getMessage()));
        }
    }

    Object reject(JsonNode asked, Visitor visitor) throws RefusedException {
        ApprovalRequest request = seen(asked, visitor);
        try {
            return said(approvals.reject(request.id(), asked.path("reason").asText(), visitor.name()));
        } catch (ApprovalException e) {
            throw new RefusedException(409, String.valueOf(e.getMessage()));
        }
    }

    private String onlyByKey(String id) {
        return "only " + approvers.names()
                + " may approve: sign in with a passkey of theirs, or run `guard.jar approve " + id
                + " --as NAME --key FILE`";
    }

    private static ApprovalRequest seen(JsonNode asked, Visitor visitor) throws RefusedException {
        ApprovalRequest request = visitor.seen(asked.path("id").asText());
        if (request == null) {
            throw new RefusedException(409, "look at the request first");
        }
        return request;
    }

    private static Object said(Answer answer) throws RefusedException {
        if (!answer.accepted()) {
            throw new RefusedException(409, answer.message());
        }
        return Map.of("message", answer.message());
    }
}
