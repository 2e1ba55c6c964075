package dev.agentguard.scope.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Tells what a pod's specification refers to, as
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ has it.
 */
final class PodReferences {

    private static final List<String> PARTS =
            List.of("volumes", "containers", "initContainers", "ephemeralContainers", "imagePullSecrets");

    private static final Set<String> CONFIG_MAP = Set.of("configMap", "configMapRef", "configMapKeyRef");

    /** A volume, an item of a projected one, variables, and what the drivers of volumes log in with. */
    private static final Set<String> SECRET =
            Set.of("secret", "secretRef", "secretKeyRef", "nodePublishSecretRef", "imagePullSecrets");

    private PodReferences() {}

    /** Returns whether it has ended, so that it holds and reads nothing any more. */
    static boolean hasEnded(JsonNode pod) {
        String phase = pod.path("status").path("phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    static boolean mounts(JsonNode pod, String claim) {
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            if (volume.path("persistentVolumeClaim").path("claimName").asText().equals(claim)) {
                return true;
            }
            // https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming
            if (volume.path("ephemeral").isObject()
                    && claim.equals(pod.path("metadata").path("name").asText() + "-"
                            + volume.path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    static boolean readsConfigMap(JsonNode pod, String name) {
        return refers(pod, CONFIG_MAP, name);
    }

    static boolean readsSecret(JsonNode pod, String name) {
        return refers(pod, SECRET, name);
    }

    private static boolean refers(JsonNode pod, Set<String> kinds, String name) {
        for (String part : PARTS) {
            JsonNode node = pod.path("spec").path(part);
            if (refers(node, part, kinds, name)) {
                return true;
            }
        }
        return false;
    }

    /** Documents are read to a bounded depth, which bounds this too. */
    private static boolean refers(JsonNode node, String field, Set<String> kinds, String name) {
        if (node.isObject()) {
            if (kinds.contains(field)
                    && (is(node.get("name"), name) || (kinds == SECRET && is(node.get("secretName"), name)))) {
                return true;
            }
            if (kinds == SECRET && field.equals("azureFile") && is(node.get("secretName"), name)) {
                return true;
            }
            for (var entry : node.properties()) {
                if (refers(entry.getValue(), entry.getKey(), kinds, name)) {
                    return true;
                }
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                if (refers(item, field, kinds, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean is(JsonNode node, String name) {
        return node != null && node.isTextual() && node.textValue().equals(name);
    }
}
