package dev.agentguard.rules.permission;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The systems that operations belong to, whatever the door is called: {@code gh} and {@code github} are one. */
final class SystemNames {

    /** What stands in front of the operations of programs that a pack only files together. */
    private static final Set<String> GROUPS = Set.of(
            "services",
            "databases",
            "platforms",
            "infrastructure",
            "containers",
            "build",
            "network",
            "backup",
            "files",
            "system",
            "packages",
            "cloud",
            "unknown");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("gh", "github"),
            Map.entry("glab", "gitlab"),
            Map.entry("kubectl", "kubernetes"),
            Map.entry("oc", "kubernetes"),
            Map.entry("k8s", "kubernetes"),
            Map.entry("helm", "kubernetes"),
            Map.entry("tofu", "terraform"),
            Map.entry("opentofu", "terraform"),
            Map.entry("tf", "terraform"),
            Map.entry("terragrunt", "terraform"),
            Map.entry("gcloud", "gcp"),
            Map.entry("google", "gcp"),
            Map.entry("gsutil", "gcp"),
            Map.entry("bq", "gcp"),
            Map.entry("az", "azure"),
            Map.entry("flyctl", "fly"),
            Map.entry("doctl", "digitalocean"),
            Map.entry("psql", "sql"),
            Map.entry("mysql", "sql"),
            Map.entry("mariadb", "sql"),
            Map.entry("sqlite3", "sql"),
            Map.entry("dropdb", "sql"),
            Map.entry("dropuser", "sql"),
            Map.entry("mysqladmin", "sql"),
            Map.entry("postgres", "sql"),
            Map.entry("postgresql", "sql"),
            Map.entry("podman", "docker"),
            Map.entry("wrangler", "cloudflare"),
            Map.entry("linode", "linode"),
            Map.entry("hcloud", "hetzner"),
            Map.entry("redis", "redis"),
            Map.entry("rm", "local"),
            Map.entry("rmdir", "local"),
            Map.entry("unlink", "local"),
            Map.entry("shred", "local"));

    /** Words in the names of tools by which they say what they belong to. */
    private static final Set<String> KNOWN = Set.of(
            "github",
            "gitlab",
            "bitbucket",
            "kubernetes",
            "terraform",
            "gcp",
            "azure",
            "aws",
            "fly",
            "digitalocean",
            "docker",
            "cloudflare",
            "linode",
            "hetzner",
            "redis",
            "railway",
            "heroku",
            "vercel",
            "netlify",
            "render",
            "supabase",
            "neon",
            "stripe",
            "jira",
            "confluence",
            "slack",
            "notion",
            "s3",
            "dynamodb",
            "rds",
            "ec2",
            "firebase",
            "mongo",
            "mongodb",
            "sql",
            "vault",
            "consul",
            "nomad",
            "planetscale",
            "twilio",
            "sendgrid",
            "shopify",
            "okta",
            "datadog",
            "grafana",
            "sentry",
            "pulumi",
            "argocd",
            "jenkins",
            "circleci",
            "npm",
            "pypi",
            "elasticsearch",
            "snowflake",
            "databricks",
            "bigquery",
            "paypal",
            "square",
            "hubspot",
            "salesforce",
            "linear",
            "asana",
            "trello",
            "drive",
            "dropbox",
            "box",
            "gmail");

    private SystemNames() {}

    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(lower, lower);
    }

    /** The systems of an operation and of what it acts on. */
    static Set<String> of(String operation, String resourceType) {
        Set<String> systems = new LinkedHashSet<>();
        add(operation, systems);
        int colon = resourceType.indexOf(':');
        if (colon > 0 && !GROUPS.contains(resourceType.substring(0, colon)) && !resourceType.startsWith("tool:")) {
            systems.add(canonical(resourceType.substring(0, colon)));
        }
        return systems;
    }

    private static void add(String operation, Set<String> systems) {
        int colon = operation.indexOf(':');
        String prefix = colon < 0 ? operation : operation.substring(0, colon);
        if (!GROUPS.contains(prefix)) {
            systems.add(canonical(prefix));
        } else if (colon > 0) {
            systems.add(canonical(operation.substring(colon + 1)));
        }
    }

    /** The systems that a tool's name speaks of. */
    static Set<String> in(List<String> words) {
        Set<String> systems = new LinkedHashSet<>();
        for (String word : words) {
            String name = canonical(word);
            if (KNOWN.contains(name) || (ALIASES.containsKey(word) && !name.equals("local"))) {
                systems.add(name);
            }
        }
        return systems;
    }

    /** Whether a host is one of Amazon's, whose operations are named by service. */
    static boolean isAws(String host) {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }
}
