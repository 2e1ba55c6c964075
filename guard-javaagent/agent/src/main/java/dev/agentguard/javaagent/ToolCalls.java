package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.decision.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which tool calls are running on which thread, so that what they send is judged as theirs. Threadsafe. */
final class ToolCalls {

    /** Requests that no known tool call sends share this one. */
    private static final CallContext OUTSIDE = new CallContext(CallContext.APPLICATION, Origin.WIRE);

    private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);

    private final Set<Running> open = ConcurrentHashMap.newKeySet();

    /** A tool call that may run. Ended from any thread. */
    final class Running {
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
            open.remove(this);
        }

        ToolCall call() {
            return call;
        }
    }

    /** Begins a tool call on this thread. */
    Running begin(String session, ToolCall call) {
        Running begun = new Running(session, call);
        Deque<Running> calls = running.get();
        calls.removeIf(earlier -> earlier.ended);
        calls.push(begun);
        open.add(begun);
        return begun;
    }

    /**
     * Returns whether a call is the one that was let through last on this thread and arrives now where it runs. Once: a
     * tool that makes the same call twice makes a second one.
     */
    boolean enter(ToolCall call) {
        Running current = running.get().peek();
        boolean same = current != null && !current.ended && !current.entered && knows(current.call, call);
        if (same) {
            current.entered = true;
        }
        return same;
    }

    /** Whether a call was judged by at least what is known where it arrives: the library also reads within records. */
    private static boolean knows(ToolCall judged, ToolCall arriving) {
        ToolDeclaration declared = judged.declaration();
        ToolDeclaration other = arriving.declaration();
        return isSameTool(judged, arriving)
                && judged.arguments()
                        .entrySet()
                        .containsAll(arriving.arguments().entrySet())
                && judged.arguments().keySet().stream()
                        .allMatch(name -> arriving.arguments().containsKey(name) || isWithin(name, arriving))
                && Objects.equals(declared.reversibility(), other.reversibility())
                && declared.operation().equals(other.operation())
                && declared.destroysRecovery() == other.destroysRecovery()
                && Objects.equals(declared.backup(), other.backup())
                && Objects.equals(declared.undoneBy(), other.undoneBy())
                && declared.parameters().containsAll(other.parameters());
    }

    /** A mapper may have given the tool of a server another name, by which the model knows it. */
    private static boolean isSameTool(ToolCall judged, ToolCall arriving) {
        ServerTool one = judged.remote();
        ServerTool other = arriving.remote();
        if (one == null || other == null) {
            return judged.tool().equals(arriving.tool());
        }
        return one.server().equals(other.server()) && one.name().equals(other.name());
    }

    /** A part of an argument has a name such as {@code targets[1].id}. */
    private static boolean isWithin(String name, ToolCall call) {
        return call.arguments().keySet().stream()
                .anyMatch(argument -> name.startsWith(argument + ".") || name.startsWith(argument + "["));
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

    /**
     * Returns who acts when a thread sends something that works for everybody, as an event loop does: while tool calls
     * run, one of them may have asked for it. Whose it is cannot be told if they are of several sessions.
     */
    CallContext somewhere() {
        CallContext own = wire();
        if (!own.equals(OUTSIDE)) {
            return own;
        }
        List<String> sessions =
                open.stream().map(call -> call.session).distinct().limit(2).toList();
        return sessions.isEmpty()
                ? OUTSIDE
                : new CallContext(sessions.size() == 1 ? sessions.get(0) : OUTSIDE.session(), Origin.WIRE_IN_TOOL);
    }
}
