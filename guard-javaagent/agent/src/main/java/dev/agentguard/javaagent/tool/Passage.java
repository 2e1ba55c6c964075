package dev.agentguard.javaagent.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.declaration.DeclaredTool;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine said to one tool call.
 *
 * @param session who is acting
 * @param tool the tool's name
 * @param id the engine's id of the verdict; empty if this is a call it let through already
 * @param refusal what the model shall read, or null if the call may run
 */
record Passage(
        String session, String tool, String id, @Nullable String refusal) {

    /**
     * Asks the engine.
     *
     * @param session who is acting
     * @param service the name of the AI service's interface; empty if there is none
     * @param tool the tool's name
     * @param description what it says of itself; empty if nothing
     * @param arguments the arguments that will run
     * @param declared what was declared on its method
     * @param remote what the server of the tool says of it now, or null if it runs here
     * @param arrived whether a call that was let through further up on this thread may arrive here
     * @return what it said
     */
    static Passage ask(
            String session,
            String service,
            String tool,
            String description,
            Map<String, @Nullable Object> arguments,
            DeclaredTool declared,
            @Nullable Map<String, @Nullable Object> remote,
            boolean arrived) {
        Map<String, Object> question = new HashMap<>();
        question.put("session", session);
        question.put("service", service);
        question.put("tool", tool);
        question.put("description", description);
        ToolCall call = declared.call(tool, description, arguments, null);
        question.put("arguments", call.arguments());
        question.put("declaration", call.declaration().plain());
        if (remote != null) {
            question.put("remote", remote);
        }
        question.put("arrived", arrived);
        Map<String, Object> answer = GuardBridge.call("tool.check", question);
        boolean proceeds = Boolean.TRUE.equals(answer.get("proceeds"));
        String message = String.valueOf(answer.get("message"));
        return new Passage(
                session,
                tool,
                String.valueOf(answer.get("id")),
                proceeds ? null : message.isBlank() ? "`" + tool + "` was not run: refused by guard" : message);
    }

    static Passage unreadable(String tool, String because) {
        return new Passage(
                "",
                tool,
                "",
                "`" + tool + "` was not run: " + because
                        + "; send its arguments again as one plain JSON object in which every key stands once");
    }

    /** What was declared on a tool cannot hold, so nobody knows what it does. */
    static Passage misdeclared(String tool, String because) {
        return new Passage(
                "",
                tool,
                "",
                "`" + tool + "` was not run: its annotations cannot hold: " + because
                        + "; do not try again, tell the user");
    }

    /** Reports a failure of Guard itself; nothing runs that was not judged. */
    static Passage failed(String tool, Throwable failure) {
        GuardBridge.failed("tool.check", failure);
        return new Passage(
                "",
                tool,
                "",
                "`" + tool + "` was not run: guard failed while it judged the call, so the call is refused; do not"
                        + " try again, tell the user that guard's output has the reason");
    }

    /** Records how the call ended. It has run, so a failure of Guard must not take its result away. */
    void done(@Nullable Object result, @Nullable Throwable thrown) {
        if (id.isEmpty()) {
            return;
        }
        if (thrown != null) {
            done(ToolResults.unread(thrown) ? "FAILED" : "UNKNOWN", ToolResults.text(thrown));
        } else {
            done(ToolResults.isError(result) ? "UNKNOWN" : "SUCCEEDED", ToolResults.text(result));
        }
    }

    private void done(String outcome, String text) {
        try {
            GuardBridge.call(
                    "tool.done", Map.of("id", id, "session", session, "tool", tool, "outcome", outcome, "text", text));
        } catch (RuntimeException | LinkageError e) {
            GuardBridge.failed("tool.done", e);
        }
    }
}
