package dev.agentguard.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Subjects for tests: the deletion of a volume, as the incident had it. */
final class Subjects {

    private Subjects() {}

    static ApprovalSubject delete(String volume) {
        return delete(volume, "policy-1", "staging");
    }

    static ApprovalSubject delete(String volume, String policy, String environment) {
        Map<String, Object> parts = new HashMap<>();
        parts.put(
                "action",
                Map.of(
                        "method", "POST",
                        "url", "https://backboard.railway.com/graphql/v2",
                        "body", "mutation { volumeDelete(volumeId: \"" + volume + "\") }"));
        parts.put("policy", policy);
        parts.put("targets", List.of(Map.of("resource", volume, "environments", List.of(environment))));
        return new ApprovalSubject(
                parts,
                List.of(new ApprovalTarget("railway:volumeDelete", "railway:volume " + volume)),
                "session-1",
                volume,
                List.of("deletes the volume and its backups"),
                List.of("irreversible"));
    }
}
