package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.HeldCall;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.IllegalConfigurationException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Finds what runs a held call: the tools of all services that were built in this JVM and are still in use. Threadsafe.
 */
final class HeldCalls {

    private static final Set<ToolWrapper> SERVICES =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private HeldCalls() {}

    static void add(ToolWrapper service) {
        SERVICES.add(service);
    }

    static Resumed resume(Guard guard, String request) {
        try {
            if (guard.approvals().waits(request)) {
                return new Resumed(false, "not run: request `" + request + "` waits for a human");
            }
            HeldCall call = guard.approvals().held(request);
            if (call == null || !isItsSessions(call)) {
                return new Resumed(
                        false,
                        "not run: no call is kept for request `" + request
                                + "`: it was used or rejected, has expired, or"
                                + " was not kept because its arguments may hold a secret; ask the model again");
            }
            ToolExecutionRequest exact = ToolExecutionRequest.builder()
                    .id("guard-" + call.request())
                    .name(call.tool())
                    .arguments(call.arguments())
                    .build();
            return tool(guard, call).resume(exact, MemoryIds.read(call.memory()), call.session());
        } catch (ApprovalException e) {
            return new Resumed(false, "not run: " + e.getMessage());
        }
    }

    /** Service and memory id are what the session is made of, and the session is what the human was shown. */
    private static boolean isItsSessions(HeldCall call) {
        try {
            Object memory = MemoryIds.read(call.memory());
            return SessionNames.isExplicit(memory)
                    ? call.session().equals(SessionNames.ofMemory(call.service(), memory))
                    : call.session().startsWith(call.service() + "@");
        } catch (IllegalArgumentException e) {
            return false; // no memory id of ours
        }
    }

    private static ResumableTool tool(Guard guard, HeldCall call) {
        for (ToolWrapper service : services()) {
            ResumableTool tool = service.resumable(guard, call.service(), call.tool());
            if (tool != null) {
                return tool;
            }
        }
        throw new IllegalConfigurationException("the held call of `" + call.tool() + "` cannot be run: no tool of this"
                + " name of `" + call.service() + "` is guarded by this guard; build the service first, and where a"
                + " provider brings the tool, call the service once");
    }

    private static List<ToolWrapper> services() {
        synchronized (SERVICES) {
            return List.copyOf(SERVICES);
        }
    }
}
