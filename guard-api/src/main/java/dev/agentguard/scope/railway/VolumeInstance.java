package dev.agentguard.scope.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.CallFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A volume as it stands in one environment.
 *
 * @param id the instance's id
 * @param volumeId the volume's id, the same in all environments
 * @param volumeName the volume's name
 * @param mountPath where it is mounted
 * @param environment the environment
 * @param serviceId the id of the service that it is mounted by, or null if none does
 * @param deleting whether it is deleted or about to be
 */
record VolumeInstance(
        String id,
        String volumeId,
        String volumeName,
        String mountPath,
        RailwayEnvironment environment,
        @Nullable String serviceId,
        boolean deleting) {

    static VolumeInstance of(JsonNode node, RailwayEnvironment environment) throws CallFailedException {
        if (!Answers.text(node, "environmentId").equals(environment.id())) {
            throw new CallFailedException("railway answered with an instance of another environment", false);
        }
        String state = Answers.textOrNull(node, "state");
        return new VolumeInstance(
                Answers.text(node, "id"),
                Answers.text(node, "volumeId"),
                Answers.text(Answers.object(node, "volume"), "name"),
                Answers.text(node, "mountPath"),
                environment,
                Answers.textOrNull(node, "serviceId"),
                isLeaving(state)
                        || Answers.bool(node, "isPendingDeletion")
                        || Answers.textOrNull(node, "deletedAt") != null);
    }

    private static boolean isLeaving(@Nullable String state) {
        return "DELETED".equals(state) || "DELETING".equals(state);
    }
}
