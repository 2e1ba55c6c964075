package dev.agentguard.effect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a database is from what programs are given to connect to it: JDBC URLs, the URLs of other drivers and
 * PostgreSQL's {@code host=… dbname=…}. User and password are left out. Stateless; never throws on hostile input.
 */
public final class ConnectionText {

    private static final int LONGEST = 4_096;
    private static final int MOST_HOSTS = 20;

    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("postgresql", 5432),
            Map.entry("postgres", 5432),
            Map.entry("postgis", 5432),
            Map.entry("cockroachdb", 26257),
            Map.entry("redshift", 5439),
            Map.entry("mysql", 3306),
            Map.entry("mysql2", 3306),
            Map.entry("mysqlx", 33060),
            Map.entry("mariadb", 3306),
            Map.entry("sqlserver", 1433),
            Map.entry("mssql", 1433),
            Map.entry("oracle", 1521),
            Map.entry("db2", 50000),
            Map.entry("clickhouse", 8123),
            Map.entry("snowflake", 443),
            Map.entry("mongodb", 27017),
            Map.entry("mongodb+srv", 0),
            Map.entry("redis", 6379),
            Map.entry("rediss", 6379),
            Map.entry("valkey", 6379),
            Map.entry("cassandra", 9042),
            Map.entry("kafka", 9092),
            Map.entry("neo4j", 7687),
            Map.entry("bolt", 7687),
            Map.entry("h2", 9092),
            Map.entry("hsqldb", 9001),
            Map.entry("sqlite", 0));

    private ConnectionText() {}

    /**
     * Returns where a connection text points to.
     *
     * @param text the text
     * @return the places {@code database:host} (one for each host, with its port), {@code database:name} and
     *     {@code database:schema}, as far as it names them; empty if it is no connection text
     */
    public static List<Place> places(String text) {
        String rest = text.strip();
        if (rest.length() > LONGEST) {
            return List.of();
        }
        if (rest.regionMatches(true, 0, "jdbc:", 0, 5)) {
            rest = rest.substring(5);
        } else if (rest.indexOf("://") < 0) {
            return keywords(rest);
        }
        int colon = rest.indexOf(':');
        String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        String driver = PORTS.containsKey(scheme) || plus < 0 ? scheme : driver(scheme, plus);
        Integer port = PORTS.get(driver);
        if (port == null) {
            return List.of();
        }
        return new ConnectionText.Parsed(driver, port, rest.substring(colon + 1)).places();
    }

    /** Of {@code postgresql+asyncpg} the first word is the driver, of {@code prisma+postgres} the second. */
    private static String driver(String scheme, int plus) {
        String first = scheme.substring(0, plus);
        return PORTS.containsKey(first) ? first : scheme.substring(plus + 1);
    }

    /** {@code host=db.internal port=5432 dbname=shop}. */
    private static List<Place> keywords(String text) {
        List<String> hosts = new ArrayList<>();
        String port = "5432";
        String name = null;
        for (String word : text.split("[\\s;]+", 100)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                return List.of();
            }
            String value = unquoted(word.substring(equals + 1));
            switch (word.substring(0, equals).toLowerCase(Locale.ROOT)) {
                case "host", "hostaddr", "server" -> hosts.add(value);
                case "port" -> port = value;
                case "dbname", "database" -> name = value;
                default -> {}
            }
        }
        List<Place> places = new ArrayList<>();
        for (String host : hosts) {
            for (String one : host.split(",", MOST_HOSTS)) {
                addHost(places, one, port);
            }
        }
        add(places, Place.DATABASE_NAME, name);
        return places;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.charAt(0) == '\'' && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static void addHost(List<Place> places, String host, String port) {
        if (!host.isBlank() && !host.startsWith("/")) {
            add(places, Place.DATABASE_HOST, host.toLowerCase(Locale.ROOT) + (port.isEmpty() ? "" : ":" + port));
        }
    }

    private static void add(List<Place> places, String type, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            places.add(new Place(type, value));
        }
    }

    /**
     * A URL behind its scheme.
     *
     * @param driver the scheme
     * @param port the port if none is given, or 0
     * @param rest what follows
     */
    private record Parsed(String driver, int port, String rest) {

        List<Place> places() {
            String text = rest;
            if (driver.equals("oracle")) {
                text = oracle(text);
            } else if (driver.equals("h2") || driver.equals("hsqldb") || driver.equals("sqlite")) {
                String file = file(text);
                if (file != null) {
                    return file.isBlank() ? List.of() : List.of(new Place(Place.DATABASE_NAME, file));
                }
            }
            int slashes = text.indexOf("//");
            if (slashes < 0) { // jdbc:postgresql:shop
                List<Place> here = new ArrayList<>();
                addHost(here, "localhost", portText());
                add(here, Place.DATABASE_NAME, decoded(before(text, "?;")));
                return here;
            }
            text = text.substring(slashes + 2);
            String parameters = text.substring(before(text, "?;").length());
            text = text.substring(0, text.length() - parameters.length());
            int slash = text.indexOf('/');
            String authority = slash < 0 ? text : text.substring(0, slash);
            String path = slash < 0 ? "" : text.substring(slash + 1);
            List<Place> places = new ArrayList<>();
            authority = authority.substring(authority.lastIndexOf('@') + 1);
            for (String one : authority.split(",", MOST_HOSTS)) {
                host(places, one);
            }
            for (String instead : new String[] {"host", "hostaddr"}) {
                String other = parameter(parameters, instead); // what libpq goes to in place of the authority
                for (String one : other == null ? new String[0] : other.split(",", MOST_HOSTS)) {
                    host(places, one);
                }
            }
            String named = parameter(parameters, "databasename", "database", "db");
            add(
                    places,
                    Place.DATABASE_NAME,
                    decoded(path.isEmpty() && named != null ? named : before(path, isFile() ? "" : "/:")));
            add(places, Place.DATABASE_SCHEMA, parameter(parameters, "currentschema", "schema", "search_path"));
            return places;
        }

        /** Their servers hold files, whose names have directories in them. */
        private boolean isFile() {
            return driver.equals("h2") || driver.equals("hsqldb");
        }

        private String portText() {
            return port == 0 ? "" : String.valueOf(port);
        }

        private void host(List<Place> places, String written) {
            String host = before(written, "\\"); // SQL Server's host\instance
            int colon = host.lastIndexOf(':');
            boolean hasPort = colon > host.lastIndexOf(']');
            addHost(
                    places,
                    hasPort ? host.substring(0, colon) : host,
                    hasPort ? host.substring(colon + 1) : portText());
        }

        /** {@code thin:@//host:1521/service}, {@code thin:@host:1521:sid}, {@code thin:user/pw@…}. */
        private static String oracle(String text) {
            String target = text.substring(text.lastIndexOf('@') + 1);
            int slashes = target.indexOf("//");
            if (slashes >= 0) {
                target = target.substring(slashes + 2);
            }
            int first = target.indexOf(':');
            int second = first < 0 ? -1 : target.indexOf(':', first + 1);
            boolean sid = second >= 0 && target.indexOf('/') < 0;
            return "//" + (sid ? target.substring(0, second) + "/" + target.substring(second + 1) : target);
        }

        /** The name of a database that is a file or lives in this process, or null if it has a server. */
        private @Nullable String file(String text) {
            if (text.regionMatches(true, 0, "tcp://", 0, 6)
                    || text.regionMatches(true, 0, "ssl://", 0, 6)
                    || text.regionMatches(true, 0, "hsql://", 0, 7)) {
                return null;
            }
            String name = before(text, "?;");
            boolean file = name.regionMatches(true, 0, "file:", 0, 5);
            name = file ? name.substring(5) : name;
            return driver.equals("sqlite") && name.startsWith("//") ? name.substring(2) : name;
        }

        private static @Nullable String parameter(String parameters, String... names) {
            for (String pair : parameters.split("[?&;]", 100)) {
                int equals = pair.indexOf('=');
                for (String name : names) {
                    if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                        return decoded(pair.substring(equals + 1));
                    }
                }
            }
            return null;
        }

        private static String before(String text, String ends) {
            for (int i = 0; i < text.length(); i++) {
                if (ends.indexOf(text.charAt(i)) >= 0) {
                    return text.substring(0, i);
                }
            }
            return text;
        }

        private static String decoded(String text) {
            try {
                return text.indexOf('%') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }
    }
}
