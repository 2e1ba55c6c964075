package dev.agentguard.pack;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a request of a cloud happens, as its address says it for every operation: the region in an AWS host and the
 * account in an ARN, the names of what is acted on, the project in a Google Cloud path, subscription and resource group in an Azure path, the cluster
 * that a Kubernetes request is sent to.
 */
final class ProviderPlaces {

    private static final String RESOURCE = "aws:resource";
    private static final int DEEPEST = 4;
    private static final int MOST = 20;
    private static final int LONGEST = 200;
    private static final int ACCOUNT_DIGITS = 12;

    private ProviderPlaces() {}

    /** Returns the effect with the places that the operation's address names beside those it has. */
    static Effect with(Effect effect, Operation operation) {
        List<Place> found = new ArrayList<>(0);
        String host = operation.host();
        if (operation.protocol() == Protocol.AWS) {
            aws(operation, found);
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

    private static void aws(Operation operation, List<Place> found) {
        if (operation.host().contains(".amazonaws.com")) {
            for (String label : operation.host().split("[.]", 20)) {
                if (isRegion(label)) {
                    add(found, "aws:region", label);
                }
            }
        }
        operation.arguments().forEach((name, value) -> {
            accounts(value, found, 0);
            if (names(name)) {
                things(value, found, 0);
            }
        });
        accounts(operation.path(), found, DEEPEST);
    }

    /** {@code eu-west-1}, {@code us-gov-east-1}. */
    private static boolean isRegion(String label) {
        int dash = label.indexOf('-');
        char last = label.isEmpty() ? ' ' : label.charAt(label.length() - 1);
        return dash == 2
                && last >= '1'
                && last <= '9'
                && label.indexOf('-', 3) > 0
                && label.charAt(label.length() - 2) == '-';
    }

    /** Whether an argument names the thing that is acted on. */
    private static boolean names(String argument) {
        return argument.endsWith("Id")
                || argument.endsWith("Ids")
                || argument.endsWith("Identifier")
                || argument.endsWith("Name")
                || argument.endsWith("Names")
                || argument.endsWith("Arn")
                || argument.endsWith("Url")
                || argument.equals("Bucket")
                || argument.equals("name");
    }

    private static void things(@Nullable Object value, List<Place> found, int depth) {
        if (value instanceof String text && found.size() < MOST && !ShownValue.isSecret(text)) {
            add(found, RESOURCE, text);
        } else if (depth == 0 && value instanceof Collection<?> items) {
            items.stream().limit(MOST).forEach(item -> things(item, found, 1));
        }
    }

    private static void accounts(@Nullable Object value, List<Place> found, int depth) {
        if (found.size() < MOST && value instanceof String text) {
            account(text, found);
        } else if (depth < DEEPEST && value instanceof Collection<?> items) {
            items.stream().limit(MOST).forEach(item -> accounts(item, found, depth + 1));
        } else if (depth < DEEPEST && value instanceof Map<?, ?> fields) {
            fields.values().stream().limit(MOST).forEach(item -> accounts(item, found, depth + 1));
        }
    }

    /** {@code arn:aws:rds:eu-west-1:111122223333:db:shop}, {@code https://sqs.….amazonaws.com/111122223333/queue}. */
    private static void account(String text, List<Place> found) {
        if (text.startsWith("arn:")) {
            String[] parts = text.split(":", 6);
            if (parts.length == 6) {
                add(found, "aws:account", isAccount(parts[4]) ? parts[4] : "");
            }
            return;
        }
        int host = text.indexOf(".amazonaws.com/");
        int start = host >= 0 ? host + ".amazonaws.com/".length() : text.startsWith("/") ? 1 : -1;
        int slash = start < 0 ? -1 : text.indexOf('/', start);
        if (slash > 0 && isAccount(text.substring(start, slash))) {
            add(found, "aws:account", text.substring(start, slash));
        }
    }

    private static boolean isAccount(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
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
        if (found.size() < MOST && !value.isBlank() && value.length() <= LONGEST && !found.contains(place)) {
            found.add(place);
        }
    }
}
