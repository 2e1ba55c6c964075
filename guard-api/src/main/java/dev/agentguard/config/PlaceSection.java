package dev.agentguard.config;

import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.yaml.YamlNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of {@code environments.<name>} says where it is: URLs, clusters, accounts, projects, databases. */
final class PlaceSection {

    static final List<String> KEYS = List.of("urls", "kubernetes", "aws", "gcp", "azure", "databases");

    private static final int LONGEST = 200;
    private static final String DATABASE =
            "a JDBC URL such as `jdbc:postgresql://db.internal:5432/shop`, or a mapping with `host` or `name`";

    private final List<PlacePattern> patterns = new ArrayList<>();

    private PlaceSection() {}

    static List<PlacePattern> read(YamlNode environment) {
        PlaceSection section = new PlaceSection();
        items(environment.get("urls")).forEach(section::url);
        items(environment.get("kubernetes"))
                .forEach(item -> section.parts(
                        item,
                        "kubernetes",
                        List.of("context", "cluster", "namespace"),
                        Map.of("labels", "label", "annotations", "annotation")));
        items(environment.get("aws"))
                .forEach(item ->
                        section.parts(item, "aws", List.of("account", "profile", "region"), Map.of("tags", "tag")));
        items(environment.get("azure"))
                .forEach(item -> section.parts(item, "azure", List.of("subscription", "resource-group"), Map.of()));
        items(environment.get("gcp"))
                .forEach(item -> section.add(Map.of("gcp:project", List.of(glob(item))), Map.of()));
        items(environment.get("databases")).forEach(section::database);
        return section.patterns;
    }

    /** Reads databases that stand alone. */
    static List<PlacePattern> databases(@Nullable YamlNode node) {
        PlaceSection section = new PlaceSection();
        items(node).forEach(section::database);
        return section.patterns;
    }

    private static List<YamlNode> items(@Nullable YamlNode node) {
        return node == null ? List.of() : node.list();
    }

    private void add(Map<String, List<Glob>> parts, Map<String, String> labels) {
        patterns.add(new PlacePattern(parts, labels));
    }

    private void url(YamlNode item) {
        Glob glob = glob(item);
        if (!PlacePattern.isUrl(glob.pattern())) {
            throw item.expected("a URL such as `https://api.example.com/staging/*`");
        }
        add(Map.of(PlacePattern.URL, List.of(glob)), Map.of());
    }

    private void parts(YamlNode item, String provider, List<String> keys, Map<String, String> labels) {
        List<String> allowed = new ArrayList<>(keys);
        allowed.addAll(new TreeSet<>(labels.keySet()).descendingSet());
        item.map(allowed);
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        for (String key : keys) {
            YamlNode value = item.get(key);
            if (value != null) {
                parts.put(provider + ":" + key, globs(value, key));
            }
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        labels.forEach((key, kind) -> {
            YamlNode given = item.get(key);
            if (given != null) {
                given.entries()
                        .forEach((name, value) ->
                                wanted.put(PlacePattern.label(provider + ":" + kind, name), value.string()));
            }
        });
        if (parts.isEmpty() && wanted.isEmpty()) {
            throw item.error("expected at least one of " + words(allowed));
        }
        add(parts, wanted);
    }

    private static List<Glob> globs(YamlNode node, String key) {
        if (key.equals("account") && node.kind() == YamlNode.Kind.NUMBER) {
            throw node.expected("the account's 12 digits in quotes");
        }
        List<YamlNode> items = node.kind() == YamlNode.Kind.LIST ? node.list() : List.of(node);
        if (items.isEmpty()) {
            throw node.expected("a name or a list of names");
        }
        return items.stream()
                .map(item -> key.equals("cluster") ? host(item) : glob(item))
                .toList();
    }

    /** A cluster is named by its server, which may be given as the URL that stands in a kubeconfig. */
    private static Glob host(YamlNode item) {
        String text = item.string();
        int start = text.indexOf("://");
        String host = start < 0 ? text : text.substring(start + 3);
        int slash = host.indexOf('/');
        return glob(item, slash < 0 ? host : host.substring(0, slash));
    }

    private void database(YamlNode item) {
        if (item.kind() == YamlNode.Kind.STRING) {
            List<Place> places = ConnectionText.places(item.string());
            Map<String, List<Glob>> parts = PlacePattern.parts(places);
            if (parts.isEmpty()) {
                throw item.concealed().expected(DATABASE);
            }
            add(withFile(parts, places), Map.of());
            return;
        }
        item.map("host", "name", "schema");
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        YamlNode host = item.get("host");
        if (host != null) {
            parts.put(Place.DATABASE_HOST, List.of(new Glob(Values.host(host))));
        }
        YamlNode name = item.get("name");
        if (name != null) {
            parts.put(Place.DATABASE_NAME, List.of(glob(name)));
        }
        YamlNode schema = item.get("schema");
        if (schema != null) {
            parts.put(Place.DATABASE_SCHEMA, List.of(glob(schema)));
        }
        if (host == null && name == null) {
            throw item.expected(DATABASE);
        }
        add(parts, Map.of());
    }

    /** A database in a file is named by a URL as it is written, and by itself with the file's whole path. */
    private static Map<String, List<Glob>> withFile(Map<String, List<Glob>> parts, List<Place> places) {
        String name = places.size() == 1 && places.get(0).type().equals(Place.DATABASE_NAME)
                ? String.valueOf(places.get(0).value())
                : "mem:";
        if (name.startsWith("mem:") || name.startsWith(":") || name.indexOf('*') >= 0) {
            return parts;
        }
        try {
            String home = System.getProperty("user.home", "");
            Path file = Path.of(name.startsWith("~/") ? home + name.substring(1) : name);
            String whole = file.toAbsolutePath().normalize().toString();
            List<Glob> both = List.of(new Glob(name), new Glob(whole));
            return whole.length() > LONGEST || whole.equals(name) ? parts : Map.of(Place.DATABASE_NAME, both);
        } catch (InvalidPathException e) {
            return parts;
        }
    }

    private static Glob glob(YamlNode item) {
        return glob(item, item.string());
    }

    private static Glob glob(YamlNode item, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw item.expected("a name of at most " + LONGEST + " characters");
        }
        if (text.chars().allMatch(c -> c == '*')) {
            throw item.expected("a name; `*` alone would claim everything");
        }
        return new Glob(text.toLowerCase(Locale.ROOT));
    }

    private static String words(List<String> keys) {
        return String.join(", ", keys.stream().map(key -> "`" + key + "`").toList());
    }
}
