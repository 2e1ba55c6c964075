package dev.agentguard.effect.tool;

import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a tool is told to go, by the names that its arguments usually have. */
final class EnvironmentArguments {

    private static final int MOST = 20;
    private static final int LONGEST = 200;
    private static final int DEEPEST = 4;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("context", "kubernetes:context"),
            Map.entry("kubecontext", "kubernetes:context"),
            Map.entry("kubernetescontext", "kubernetes:context"),
            Map.entry("namespace", "kubernetes:namespace"),
            Map.entry("profile", "aws:profile"),
            Map.entry("awsprofile", "aws:profile"),
            Map.entry("account", "aws:account"),
            Map.entry("accountid", "aws:account"),
            Map.entry("awsaccount", "aws:account"),
            Map.entry("project", "gcp:project"),
            Map.entry("projectid", "gcp:project"),
            Map.entry("gcpproject", "gcp:project"),
            Map.entry("subscription", "azure:subscription"),
            Map.entry("subscriptionid", "azure:subscription"),
            Map.entry("resourcegroup", "azure:resource-group"),
            Map.entry("host", Place.DATABASE_HOST),
            Map.entry("hostname", Place.DATABASE_HOST),
            Map.entry("server", Place.DATABASE_HOST),
            Map.entry("database", Place.DATABASE_NAME),
            Map.entry("databasename", Place.DATABASE_NAME),
            Map.entry("dbname", Place.DATABASE_NAME));

    /** Their values are looked at as names of environments. */
    private static final Set<String> ENVIRONMENTS = Set.of(
            "environment",
            "env",
            "stage",
            "tier",
            "target",
            "targetenvironment",
            "targetenv",
            "environmentname",
            "envname",
            "deploymentenvironment",
            "cluster",
            "clustername",
            "context",
            "namespace",
            "profile",
            "workspace",
            "instance",
            "database",
            "server",
            "host");

    /** A tool whose name has one of these writes about an environment, not in it. */
    private static final List<String> WRITES_ABOUT = List.of(
            "ticket",
            "issue",
            "incident",
            "note",
            "comment",
            "report",
            "message",
            "timeline",
            "postmortem",
            "reminder",
            "draft",
            "summary",
            "announce",
            "document");

    private EnvironmentArguments() {}

    /** Returns the places that undeclared arguments name. */
    static List<Place> of(String tool, RoleValues values) {
        Map<String, @Nullable Object> arguments = values.undeclared();
        if (arguments.isEmpty()) {
            return List.of();
        }
        List<Place> places = new ArrayList<>(0);
        collect(arguments, 0, places);
        return places.isEmpty() || writesAbout(ArgumentNames.key(tool)) ? List.of() : places;
    }

    private static boolean writesAbout(String name) {
        return WRITES_ABOUT.stream().anyMatch(name::contains);
    }

    private static void collect(Map<?, ?> arguments, int depth, List<Place> places) {
        for (Map.Entry<?, ?> argument : arguments.entrySet()) {
            Object value = argument.getValue();
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                collect(inner, depth + 1, places);
            } else if (value instanceof List<?> list) {
                ArgumentName name = ArgumentName.of(argument.getKey());
                list.stream().limit(MOST).forEach(item -> add(name, item, places));
            } else {
                add(ArgumentName.of(argument.getKey()), value, places);
            }
        }
    }

    static boolean isEnvironment(String key) {
        return ENVIRONMENTS.contains(key);
    }

    static @Nullable String place(String key) {
        return TYPES.get(key);
    }

    private static void add(ArgumentName name, @Nullable Object value, List<Place> places) {
        boolean tells = name.environment() || name.place() != null;
        if (!tells || (!(value instanceof String) && !(value instanceof Number))) {
            return;
        }
        String text = value.toString().strip();
        if (text.isEmpty() || text.length() > LONGEST || places.size() >= MOST) {
            return;
        }
        if (name.environment()) {
            places.add(new Place(Place.TOLD + "tool:environment", text));
        }
        if (name.place() != null) {
            places.add(new Place(Place.TOLD + name.place(), text));
        }
    }
}
