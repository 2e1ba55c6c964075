package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
import dev.agentguard.Verdict;
import dev.agentguard.action.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was let through and has not ended yet, as far as it is known: a response that nobody reads never ends, so only
 * the latest ones are kept. Threadsafe.
 */
final class OpenVerdicts {

    private static final int MOST = 10_000;

    /** Each holds a request with what it carries. */
    private static final int MOST_ASKED = 100;

    /**
     * Something that was let through.
     *
     * @param verdict what was said to it
     * @param call the tool call, or null for a request
     */
    record Open(Verdict verdict, ToolCalls.@Nullable Running call) {}

    /** A request whose answer is waited for, and who sends it. Some clients have sent it before its answer is read. */
    record Asked(HttpCall call, CallContext context) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private long next;

    /** Remembers it and returns its id on the bridge; a verdict's own id may be empty. */
    synchronized String add(Verdict verdict, ToolCalls.@Nullable Running call) {
        Open forgotten = makeRoom(open, MOST);
        if (forgotten != null && forgotten.call() != null) {
            forgotten.call().end();
        }
        String id = "g" + next++;
        open.put(id, new Open(verdict, call));
        return id;
    }

    synchronized void waitsFor(String id, Asked request) {
        makeRoom(asked, MOST_ASKED);
        asked.put(id, request);
    }

    private static <T> @Nullable T makeRoom(Map<String, T> map, int most) {
        return map.size() < most ? null : map.remove(map.keySet().iterator().next());
    }

    synchronized @Nullable Asked answered(String id) {
        return asked.remove(id);
    }

    synchronized @Nullable Open remove(String id) {
        return open.remove(id);
    }
}
