package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
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
        private volatile boolean ended;

        private Running(String session) {
            this.session = session;
        }

        void end() {
            ended = true;
        }
    }

    /** Begins a tool call on this thread. */
    Running begin(String session) {
        Running call = new Running(session);
        Deque<Running> calls = running.get();
        calls.removeIf(earlier -> earlier.ended);
        calls.push(call);
        return call;
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
