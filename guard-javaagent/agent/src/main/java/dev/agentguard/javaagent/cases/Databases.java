package dev.agentguard.javaagent.cases;

import dev.agentguard.action.Database;
import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.PlacePattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases that run the statements of a file. */
final class Databases {

    private Databases() {}

    /** Reads a connection URL. */
    static Database of(String url) throws CaseException {
        List<Place> places = ConnectionText.places(url);
        if (places.isEmpty()) {
            throw new CaseException("`database` is not the URL of a connection, such as"
                    + " `jdbc:postgresql://db.internal:5432/shop`");
        }
        return new Database(
                value(places, Place.DATABASE_HOST),
                value(places, Place.DATABASE_NAME),
                value(places, Place.DATABASE_SCHEMA),
                "");
    }

    private static String value(List<Place> places, String type) {
        return places.stream()
                .filter(place -> place.type().equals(type))
                .map(Place::value)
                .mapMulti((String value, java.util.function.Consumer<String> into) -> {
                    if (value != null) {
                        into.accept(value);
                    }
                })
                .findFirst()
                .orElse("");
    }

    /** Returns the application's own database, or null if none is listed by its name. */
    static @Nullable Database own(Application application) {
        for (PlacePattern pattern : application.databases()) {
            Map<String, List<Glob>> parts = pattern.parts();
            Database database = new Database(
                    literal(parts, Place.DATABASE_HOST),
                    literal(parts, Place.DATABASE_NAME),
                    literal(parts, Place.DATABASE_SCHEMA),
                    "");
            if (parts.values().stream().allMatch(globs -> globs.get(0).isLiteral())) {
                return database;
            }
        }
        return null;
    }

    private static String literal(Map<String, List<Glob>> parts, String type) {
        List<Glob> globs = parts.getOrDefault(type, List.of());
        return globs.isEmpty() ? "" : globs.get(0).pattern();
    }
}
