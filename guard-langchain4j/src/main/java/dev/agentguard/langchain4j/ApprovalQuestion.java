package dev.agentguard.langchain4j;

import dev.agentguard.approval.ApprovalRequest;

/** A request as a text that a human reads and answers with one line. */
final class ApprovalQuestion {

    private ApprovalQuestion() {}

    static String of(ApprovalRequest request) {
        StringBuilder text = new StringBuilder("Guard holds this for a human: request ")
                .append(request.id())
                .append(" of session `")
                .append(request.session())
                .append("`, until ")
                .append(request.expiresAt());
        request.targets().forEach(target -> text.append("\n  ").append(target));
        text.append("\nwhat would run");
        request.lines().forEach(line -> text.append("\n  ").append(line));
        text.append("\nwhy you are asked");
        request.reasons().forEach(reason -> text.append("\n  ").append(reason));
        return text.append("\nType ")
                .append(request.confirm())
                .append(" to approve this, once. Anything else rejects it and is told to the agent as the reason.")
                .toString();
    }
}
