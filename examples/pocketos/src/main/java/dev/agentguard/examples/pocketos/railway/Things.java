package dev.agentguard.examples.pocketos.railway;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the account holds; component names are the schema's field names, so that fields are read by name. */
final class Things {

    private Things() {}

    record Project(String id, String name, String workspaceId, String primaryEnvironmentId, Instant createdAt) {
        @Nullable
        String baseEnvironmentId() {
            return null;
        }
    }

    record Environment(
            String id, String name, String projectId, boolean isEphemeral, boolean canAccess, Instant createdAt) {}

    record Service(String id, String name, String projectId, Instant createdAt) {}

    record Volume(String id, String name, String projectId, Instant createdAt) {}

    record VolumeInstance(
            String id,
            String volumeId,
            String environmentId,
            String serviceId,
            String mountPath,
            int sizeMB,
            String state,
            Instant createdAt) {

        VolumeInstance changed(String newMountPath, String newServiceId, String newState) {
            return new VolumeInstance(
                    id, volumeId, environmentId, newServiceId, newMountPath, sizeMB, newState, createdAt);
        }
    }

    record Backup(
            String id,
            String volumeInstanceId,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    record CustomDomain(
            String id,
            String domain,
            String environmentId,
            @Nullable String projectId,
            String serviceId,
            @Nullable Integer targetPort,
            Instant createdAt) {}

    record AuditLog(
            String id,
            String eventType,
            Instant createdAt,
            @Nullable String projectId,
            String workspaceId,
            Map<String, String> payload) {}
}
