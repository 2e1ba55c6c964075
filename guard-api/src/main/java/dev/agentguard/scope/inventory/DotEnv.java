package dev.agentguard.scope.inventory;

import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.PlacePattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the databases and hosts that a {@code .env} file names. Everything else in it is read over, and no value is kept or
 * shown.
 */
public final class DotEnv {

    private static final int MOST = 5_000;
    private static final List<String> DATABASES = List.of("DB", "DATABASE", "PG", "POSTGRES", "MYSQL");

    private DotEnv() {}

    /**
     * Reads a file.
     *
     * @param content the file's content
     * @return the databases of connection URLs and of {@code DB_HOST} and its like, and the hosts of {@code *_HOST} and
     *     {@code *_URL}
     * @throws InventoryException if a line is neither empty, a comment nor an assignment
     */
    public static Imported read(byte[] content) {
        Map<String, String> variables = variables(new String(content, StandardCharsets.UTF_8));
        Imported.Builder found = new Imported.Builder();
        variables.forEach((name, value) -> {
            List<Place> database = value.contains(":") ? ConnectionText.places(value) : List.of();
            if (!database.isEmpty()) {
                found.place(PlacePattern.parts(database));
            } else if (name.endsWith("_HOST") && !isDatabase(name)) {
                found.host(value);
            } else if (name.endsWith("_URL") && value.toLowerCase(Locale.ROOT).startsWith("http")) {
                found.host(value);
            }
        });
        for (String prefix : DATABASES) {
            database(variables, prefix, found);
        }
        return found.build();
    }

    private static boolean isDatabase(String name) {
        return DATABASES.stream().anyMatch(prefix -> name.equals(prefix + "_HOST"));
    }

    private static void database(Map<String, String> variables, String prefix, Imported.Builder found) {
        String host = first(variables, prefix + "_HOST", prefix + "HOST");
        String name = first(variables, prefix + "_DATABASE", prefix + "_NAME", prefix + "DATABASE", prefix + "_DB");
        String port = first(variables, prefix + "_PORT", prefix + "PORT");
        String plain = Imported.plainHost(host);
        boolean here = plain != null && Imported.isLoopback(plain) && port.isEmpty();
        if (plain == null || here || plain.indexOf(':') >= 0) {
            return;
        }
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        parts.put(Place.DATABASE_HOST, Imported.globs(List.of(port.isEmpty() ? plain : plain + ":" + port)));
        if (Imported.isName(name)) {
            parts.put(Place.DATABASE_NAME, Imported.globs(List.of(name)));
        }
        found.place(parts);
    }

    private static String first(Map<String, String> variables, String... names) {
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "";
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(text.lines().limit(MOST + 1L).toList());
        if (lines.size() > MOST) {
            throw new InventoryException("expected a file of at most " + MOST + " lines");
        }
        char open = 0; // within a value of several lines
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (open != 0) {
                open = line.indexOf(open) >= 0 ? 0 : open;
                continue;
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String plain = line.startsWith("export ") ? line.substring(7).strip() : line;
            int equals = plain.indexOf('=');
            String name = equals < 0 ? "" : plain.substring(0, equals).strip();
            if (!isVariable(name)) {
                throw new InventoryException("expected `NAME=value` at line " + (i + 1));
            }
            String value = plain.substring(equals + 1).strip();
            char quote = value.isEmpty() ? 0 : value.charAt(0);
            boolean quoted = quote == '"' || quote == '\'' || quote == '`';
            int end = quoted ? value.indexOf(quote, 1) : value.indexOf(" #");
            open = quoted && end < 0 ? quote : 0;
            variables.put(
                    name.toUpperCase(Locale.ROOT),
                    quoted
                            ? value.substring(1, end < 0 ? value.length() : end)
                            : end < 0 ? value : value.substring(0, end));
        }
        return variables;
    }

    private static boolean isVariable(String name) {
        return !name.isEmpty()
                && name.length() <= 200
                && name.chars()
                        .allMatch(c -> c == '_' || c == '.' || c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
    }
}
