package dev.agentguard.pack;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a request of a cloud happens, as its address says it for every operation: the region in an AWS host and the
 * account in an ARN, the names of what is acted on, the project in a Google Cloud path, subscription and resource group in an Azure path, the cluster
 * that a Kubernetes request is sent to.
 */
final class ProviderPlaces {

    private static final int LONGEST = 200;

    private ProviderPlaces() {}

    /** Returns the effect with the places that the operation's address names beside those it has. */
    static Effect with(Effect effect, Operation operation) {
        List<Place> found = new ArrayList<>(0);
        String host = operation.host();
        if (operation.protocol() == Protocol.AWS) {
            found = new AwsPlaces(operation).named();
        } else if (operation.protocol() == Protocol.HTTP) {
            if (host.endsWith("googleapis.com")) {
                google(operation, found);
            } else if (host.startsWith("management.") && host.contains("azure")) {
                azure(operation.path(), found);
            } else if (!host.isEmpty() && effect.operation().startsWith("kubernetes:")) {
                found.add(new Place("kubernetes:cluster", host));
            }
        }
        if (!found.isEmpty()) {
            found.removeIf(effect.places()::contains);
        }
        if (found.isEmpty()) {
            return effect;
        }
        List<Place> all = new ArrayList<>(effect.places());
        all.addAll(found);
        return effect.toBuilder().places(all).build();
    }

    private static void google(Operation operation, List<Place> found) {
        String project = behind(operation.path(), "projects");
        Object asked = operation.arguments().get("project");
        add(found, "gcp:project", project);
        if (project.isEmpty() && asked instanceof String text) {
            add(found, "gcp:project", text);
        }
    }

    private static void azure(String path, List<Place> found) {
        add(found, "azure:subscription", behind(path, "subscriptions"));
        add(found, "azure:resource-group", behind(path, "resourcegroups"));
    }

    /** The segment behind another one, or nothing. */
    private static String behind(String path, String segment) {
        String lower = path.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("/" + segment + "/");
        if (at < 0) {
            return "";
        }
        int start = at + segment.length() + 2;
        int end = path.indexOf('/', start);
        String value = end < 0 ? path.substring(start) : path.substring(start, end);
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    private static void add(List<Place> found, String type, String value) {
        Place place = new Place(type, value);
        if (!value.isBlank() && value.length() <= LONGEST && !found.contains(place)) {
            found.add(place);
        }
    }
}
