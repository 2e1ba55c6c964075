package dev.agentguard.approval;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests that were read before, by the hash of their file's bytes: a store full of requests is read again at every
 * held action, and almost none of it has changed. Safe for use by many threads.
 */
final class KnownRequests {

    private final Map<String, StoredRequest> byHash;

    KnownRequests(int most) {
        this.byHash = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, StoredRequest> eldest) {
                return size() > most;
            }
        });
    }

    StoredRequest read(byte[] bytes) throws IOException, ApprovalException {
        String hash = CanonicalJson.sha256(bytes);
        StoredRequest known = byHash.get(hash);
        if (known == null) {
            known = ApprovalJson.readRequest(bytes, hash);
            byHash.put(hash, known);
        }
        return known;
    }
}
