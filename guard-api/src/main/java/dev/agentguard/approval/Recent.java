package dev.agentguard.approval;

import java.util.LinkedHashMap;
import java.util.Map;

/** What this process remembers of requests by id, the latest ones. Not safe for use by several threads. */
final class Recent extends LinkedHashMap<String, String> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
        return size() > most;
    }
}
