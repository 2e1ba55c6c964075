package dev.agentguard.javaagent;

import dev.agentguard.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was let through and has not ended yet, as far as it is known: a response that nobody reads never ends, so only
 * the latest ones are kept. Threadsafe.
 */
final class OpenVerdicts {

    private static final int MOST = 10_000;

    /**
     * Something that was let through.
     *
     * @param verdict what was said to it
     * @param call the tool call, or null for a request
     */
    record Open(Verdict verdict, ToolCalls.@Nullable Running call) {}

    private final Map<String, Open> open = new LinkedHashMap<>();
    private long next;

    /** Remembers it and returns its id on the bridge; a verdict's own id may be empty. */
    synchronized String add(Verdict verdict, ToolCalls.@Nullable Running call) {
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        String id = "g" + next++;
        open.put(id, new Open(verdict, call));
        return id;
    }

    synchronized @Nullable Open remove(String id) {
        return open.remove(id);
    }
}
