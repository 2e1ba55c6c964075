package dev.agentguard.approval;

import org.jspecify.annotations.Nullable;

/**
 * A tool call that a request holds, exactly as it would run. It lies beside the request, readable by its owner only, and
 * goes when the request is used, rejected or has expired. What is run of it is judged anew, so a changed one is another call,
 * which nobody approved.
 *
 * @param request the request's id
 * @param session the session that asked
 * @param service the name of the service whose model asked for it
 * @param tool the tool's name
 * @param arguments its arguments as JSON
 * @param memory the memory id as {@code string:…}, {@code int:…} or {@code long:…}, or null if there was none
 */
public record HeldCall(
        String request,
        String session,
        String service,
        String tool,
        String arguments,
        @Nullable String memory) {

    /** Does not show the arguments. */
    @Override
    public String toString() {
        return "HeldCall[" + request + ", " + tool + "]";
    }
}
