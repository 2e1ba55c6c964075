package dev.agentguard.scope.inventory;

import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Resource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a Terraform state (version 4) manages. What has an id that is unique everywhere (an ARN, a cloud's own id, a
 * bucket, an endpoint) is taken by that; a name that is unique in one account only together with the account.
 */
public final class TerraformState {

    private static final String EXPECTED = "a Terraform state of version 4";
    private static final int DEEPEST = 3;

    /** Attributes that hold the address of a server. */
    private static final Set<String> HOSTS = Set.of(
            "endpoint",
            "address",
            "reader_endpoint",
            "configuration_endpoint",
            "configuration_endpoint_address",
            "primary_endpoint_address",
            "reader_endpoint_address",
            "cluster_address",
            "dns_name",
            "fqdn",
            "public_dns",
            "private_dns",
            "public_ip_address",
            "private_ip_address",
            "primary_blob_host",
            "default_host_name",
            "default_hostname",
            "hostname",
            "private_host");

    /** Types whose id is their own everywhere, and what our packs call them. */
    private static final Map<String, List<String>> BY_ID = Map.ofEntries(
            Map.entry("railway_project", List.of("railway:project")),
            Map.entry("railway_environment", List.of("railway:environment")),
            Map.entry("railway_service", List.of("railway:service")),
            Map.entry("railway_volume", List.of("railway:volume")),
            Map.entry("heroku_app", List.of("heroku:app")),
            Map.entry("fly_app", List.of("fly:app")),
            Map.entry("supabase_project", List.of("supabase:project")),
            Map.entry("neon_project", List.of("neon:project")),
            Map.entry("vercel_project", List.of("vercel:project")),
            Map.entry("aws_s3_bucket", List.of("s3:bucket", "aws:resource")),
            Map.entry("google_storage_bucket", List.of("gcp:bucket")),
            Map.entry("google_project", List.of("gcp:project")),
            Map.entry("digitalocean_droplet", List.of("digitalocean:droplet")),
            Map.entry("digitalocean_volume", List.of("digitalocean:volume")),
            Map.entry("digitalocean_database_cluster", List.of("digitalocean:database")));

    private final Imported.Builder found = new Imported.Builder();
    private final TerraformDependencies dependencies = new TerraformDependencies();
    private Set<Resource> own = Set.of();

    private TerraformState() {}

    /**
     * Reads a state.
     *
     * @param content the file's content
     * @return its resources, servers and places
     * @throws InventoryException if it is no state of version 4
     */
    public static Imported read(byte[] content) {
        Map<?, ?> root = Documents.json(content, EXPECTED);
        if (!"4".equals(Documents.text(root.get("version"))) || !(root.get("resources") instanceof List<?> resources)) {
            throw new InventoryException("expected " + EXPECTED + ", found no `version: 4` with `resources`");
        }
        TerraformState state = new TerraformState();
        for (Object item : resources) {
            Map<?, ?> resource = Documents.mapOf(item);
            String type = Documents.text(resource.get("type"));
            if (type != null && "managed".equals(resource.get("mode"))) {
                Set<Resource> ids = state.dependencies.add(resource);
                state.own = ids == null ? new LinkedHashSet<>() : ids;
                for (Object instance : Documents.listOf(resource.get("instances"))) {
                    state.instance(
                            type, Documents.mapOf(Documents.mapOf(instance).get("attributes")));
                }
            }
        }
        return state.found.build(state.dependencies.build());
    }

    private void instance(String type, Map<?, ?> attributes) {
        List<String> own = BY_ID.get(type);
        if (own != null) {
            own.forEach(name -> {
                resource(name, attributes.get("id"));
                resource(name, attributes.get("name"));
            });
        }
        if (type.startsWith("aws_")) {
            aws(attributes);
        } else if (type.startsWith("azurerm_resource_group")) {
            azure(Documents.text(attributes.get("id")));
        } else if (type.startsWith("kubernetes_namespace")) {
            namespace(attributes);
        }
        servers(attributes, 0);
    }

    private void resource(String type, @Nullable Object id) {
        found.resource(type, id);
        if (id instanceof String text && Imported.isName(text)) {
            own.add(new Resource(type, text));
        }
    }

    private void servers(Map<?, ?> attributes, int depth) {
        attributes.forEach((name, value) -> {
            if (value instanceof String text && HOSTS.contains(String.valueOf(name)) && text.indexOf('.') > 0) {
                found.host(withoutPort(text));
            } else if (depth < DEEPEST && value instanceof List<?> list) {
                list.stream().limit(20).forEach(item -> servers(Documents.mapOf(item), depth + 1));
            }
        });
    }

    /** A server that is managed is its environment's on every port. */
    private static String withoutPort(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        boolean port = colon > 0 && colon > endpoint.indexOf("://") + 2 && colon > endpoint.lastIndexOf(']');
        return port ? endpoint.substring(0, colon) : endpoint;
    }

    private void aws(Map<?, ?> attributes) {
        String arn = Documents.text(attributes.get("arn"));
        String id = Documents.text(attributes.get("id"));
        String[] parts = arn == null ? new String[0] : arn.split(":", 6);
        if (parts.length < 6 || arn == null) {
            return;
        }
        resource("aws:resource", arn);
        if (id == null || id.equals(arn) || !Imported.isName(id)) {
            return;
        }
        own.add(new Resource("aws:resource", id));
        // what calls name a database by, where the id is another one
        for (String name : List.of("identifier", "cluster_identifier")) {
            String identifier = Documents.text(attributes.get(name));
            if (identifier != null && Imported.isName(identifier)) {
                own.add(new Resource("aws:resource", identifier));
            }
        }
        if (isUnique(id)) {
            found.resource("aws:resource", id);
        } else if (!parts[4].isEmpty()) {
            Map<String, List<Glob>> place = new LinkedHashMap<>();
            place.put("aws:resource", Imported.globs(List.of(id)));
            place.put("aws:account", Imported.globs(List.of(parts[4])));
            found.place(place);
        }
    }

    /** {@code vol-0123456789abcdef0}, a queue's URL. */
    private static boolean isUnique(String id) {
        int dash = id.lastIndexOf('-');
        String end = id.substring(dash + 1);
        boolean hex = dash > 0 && end.length() >= 8 && end.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex || id.startsWith("https://");
    }

    private void azure(@Nullable String id) {
        String[] parts = id == null ? new String[0] : id.split("/", 6);
        if (parts.length == 5 && Imported.isName(parts[2]) && Imported.isName(parts[4])) {
            Map<String, List<Glob>> place = new LinkedHashMap<>();
            place.put("azure:subscription", Imported.globs(List.of(parts[2])));
            place.put("azure:resource-group", Imported.globs(List.of(parts[4])));
            found.place(place);
        }
    }

    /** The state does not say of which cluster, so that a name alone never proves anything: it is open. */
    private void namespace(Map<?, ?> attributes) {
        for (Object item : Documents.listOf(attributes.get("metadata"))) {
            String name = Documents.text(Documents.mapOf(item).get("name"));
            if (name != null && Imported.isName(name)) {
                Map<String, List<Glob>> place = new LinkedHashMap<>();
                place.put("kubernetes:namespace", Imported.globs(List.of(name)));
                place.put("kubernetes:uid", Imported.globs(List.of("unknown")));
                found.place(place);
            }
        }
    }
}
