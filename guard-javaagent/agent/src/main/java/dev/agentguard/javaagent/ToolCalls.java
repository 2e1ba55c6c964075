package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
import dev.agentguard.action.ToolCall;
import dev.agentguard.decision.Origin;
import java.util.ArrayDeque;
import java.util.Deque;

/** Which tool calls are running on which thread, so that what they send is judged as theirs. Threadsafe. */
final class ToolCalls {

    /** Requests that no known tool call sends share this one. */
    private static final CallContext OUTSIDE = new CallContext("application", Origin.WIRE);

    private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);

    /** A tool call that may run. Ended from any thread. */
    static final class Running {
        private final String session;
        private final ToolCall call;
        private volatile boolean ended;
        private boolean entered;

        private Running(String session, ToolCall call) {
            this.session = session;
            this.call = call;
        }

        void end() {
            ended = true;
        }
    }

    /** Begins a tool call on this thread. */
    Running begin(String session, ToolCall call) {
        Running begun = new Running(session, call);
        Deque<Running> calls = running.get();
        calls.removeIf(earlier -> earlier.ended);
        calls.push(begun);
        return begun;
    }

    /**
     * Returns whether a call is the one that was let through last on this thread and arrives now where it runs. Once: a
     * tool that makes the same call twice makes a second one.
     */
    boolean enter(ToolCall call) {
        Running current = running.get().peek();
        boolean same = current != null
                && !current.ended
                && !current.entered
                && current.call.tool().equals(call.tool())
                && current.call.arguments().equals(call.arguments())
                && current.call.declaration().equals(call.declaration());
        if (same) {
            current.entered = true;
        }
        return same;
    }

    /** Returns who acts when this thread sends something. */
    CallContext wire() {
        Deque<Running> calls = running.get();
        calls.removeIf(call -> call.ended);
        Running current = calls.peek();
        if (current == null) {
            running.remove();
            return OUTSIDE;
        }
        return new CallContext(current.session, Origin.WIRE_IN_TOOL);
    }
}
