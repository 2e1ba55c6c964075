package dev.agentguard.config;

import dev.agentguard.scope.database.DatabaseAccess;
import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code resolvers.databases:}. */
final class DatabaseSection {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
    private static final Map<String, Integer> PORTS =
            Map.of("postgresql", 5432, "mysql", 3306, "mariadb", 3306, "h2:tcp", 9092, "h2:ssl", 9092);

    private DatabaseSection() {}

    static List<DatabaseAccess> read(@Nullable YamlNode resolvers, Variables variables) {
        YamlNode section = resolvers == null ? null : resolvers.get("databases");
        List<DatabaseAccess> databases = new ArrayList<>();
        if (section != null) {
            for (YamlNode node : section.list()) {
                databases.add(database(node.concealed(), variables));
            }
        }
        return List.copyOf(databases);
    }

    private static DatabaseAccess database(YamlNode node, Variables variables) {
        node.map("url", "user", "password", "time-limit", "addresses");
        YamlNode url = node.require("url");
        YamlNode user = node.get("user");
        YamlNode password = node.get("password");
        YamlNode timeLimit = node.get("time-limit");
        YamlNode addresses = node.get("addresses");
        List<String> known = new ArrayList<>(addresses == null ? List.of() : Values.hosts(addresses));
        known.add(address(url));
        return new DatabaseAccess(
                url.string(),
                user == null ? null : user.string(),
                password == null ? null : variables.secret(password),
                timeLimit == null ? TIME_LIMIT : timeLimit.duration(),
                known);
    }

    /** Returns host and port, empty for a database in this process or in a file. */
    private static String address(YamlNode node) {
        String url = node.string();
        if (!url.startsWith("jdbc:")) {
            throw node.error("expected a JDBC URL such as `jdbc:postgresql://db.example.com:5432/orders`");
        }
        int slashes = url.indexOf("://");
        if (slashes < 0) {
            return "";
        }
        String kind = url.substring("jdbc:".length(), slashes).toLowerCase(Locale.ROOT);
        int end = slashes + 3;
        while (end < url.length() && "/?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        try {
            URI server = new URI("x://" + url.substring(slashes + 3, end));
            int port = server.getPort() < 0 ? PORTS.getOrDefault(kind, -1) : server.getPort();
            if (server.getHost() != null && server.getUserInfo() == null && port > 0) {
                return server.getHost().toLowerCase(Locale.ROOT) + ":" + port;
            }
        } catch (URISyntaxException e) {
            // said below, with the position
        }
        throw node.error("expected one host, with its port, and no user name in the JDBC URL");
    }
}
