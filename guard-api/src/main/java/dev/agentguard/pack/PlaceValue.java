package dev.agentguard.pack;

import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.ShownValue;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what a command names into places as environments declare them. */
final class PlaceValue {

    private static final String DATABASE = "database:";
    private static final String PORT = "database:port";

    /** The address that a client goes to, whatever host it was told. */
    private static final String ADDRESS = "database:address";

    private static final String URL = "database:url";
    private static final int KEY_ID = 20;
    private static final int LONGEST = 256;
    private static final int MOST_HOSTS = 20;

    private PlaceValue() {}

    /** Returns the places that a word names. */
    static List<Place> of(String type, Word word) {
        boolean asked = type.startsWith(Place.ASKED);
        String plain = asked ? type.substring(Place.ASKED.length()) : type;
        List<Place> places = plain.startsWith(DATABASE) && !plain.equals(PORT)
                ? database(plain, word)
                : List.of(new Place(plain, value(plain, word)));
        return asked
                ? places.stream()
                        .map(place -> new Place(Place.ASKED + place.type(), place.value()))
                        .toList()
                : places;
    }

    private static List<Place> database(String type, Word word) {
        String text = word.text().strip();
        boolean connection = text.contains("://") || text.regionMatches(true, 0, "jdbc:", 0, 5) || isKeywords(text);
        if (type.equals(URL) || connection) {
            List<Place> read = word.known() ? ConnectionText.places(text) : List.of();
            return read.isEmpty() ? List.of(new Place(Place.DATABASE_HOST, null)) : read;
        }
        if (type.equals(Place.DATABASE_NAME) && text.indexOf('/') > 0 && text.charAt(0) != '.') {
            List<Place> read = word.known() ? ConnectionText.places("mongodb://" + text) : List.of();
            return read.isEmpty() ? List.of(new Place(type, null)) : read; // db.internal:27017/shop
        }
        if (type.equals(ADDRESS)) {
            return hosts(value(Place.DATABASE_HOST, word));
        }
        String value = value(type, word);
        if (value == null || !type.equals(Place.DATABASE_HOST)) {
            return List.of(new Place(type, value));
        }
        if (value.startsWith("/") || value.equals(".") || value.regionMatches(true, 0, "(local", 0, 6)) {
            return List.of(); // a socket of this machine
        }
        return hosts(value);
    }

    /** {@code one,other} are two servers of which either is taken, {@code one,1433} is one with its port. */
    private static List<Place> hosts(@Nullable String written) {
        int comma = written == null ? -1 : written.indexOf(',');
        String behind = written == null ? "" : written.substring(comma + 1).strip();
        if (written == null || comma < 0 || behind.chars().allMatch(Character::isDigit)) {
            return List.of(new Place(Place.DATABASE_HOST, written == null ? null : server(written)));
        }
        List<Place> hosts = new ArrayList<>();
        for (String one : written.split(",", MOST_HOSTS)) {
            hosts.add(new Place(Place.DATABASE_HOST, one.isBlank() ? null : one.strip()));
        }
        return hosts;
    }

    private static boolean isKeywords(String text) {
        return text.contains("dbname=") || text.contains("host=") || text.contains("service=");
    }

    /** {@code tcp:server\instance,1433} as SQL Server's clients write it. */
    private static String server(String written) {
        String server = written.regionMatches(true, 0, "tcp:", 0, 4) ? written.substring(4) : written;
        int comma = server.indexOf(',');
        String port = comma < 0 ? "" : ":" + server.substring(comma + 1).strip();
        String host = comma < 0 ? server : server.substring(0, comma);
        int instance = host.indexOf('\\');
        return (instance < 0 ? host : host.substring(0, instance)).toLowerCase(Locale.ROOT) + port;
    }

    private static @Nullable String value(String type, Word word) {
        String text = word.text().strip();
        if (!word.known() || text.isEmpty()) {
            return null;
        }
        if (type.equals("kubernetes:cluster") || type.endsWith(":host")) {
            text = host(text, type);
        }
        if (type.equals("aws:resource")) {
            text = bucket(text);
        }
        boolean hidden = ShownValue.isSecret(text) && !(type.equals("aws:credential") && isKeyId(text));
        boolean usable = !text.isEmpty() && text.length() <= LONGEST && !hidden;
        return usable ? text : null;
    }

    /** The id of an access key is public, and says whose account it is. */
    private static boolean isKeyId(String text) {
        return text.length() == KEY_ID
                && (text.startsWith("AKIA") || text.startsWith("ASIA"))
                && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    /** The bucket of {@code s3://bucket/key}. */
    private static String bucket(String text) {
        if (!text.startsWith("s3://")) {
            return text;
        }
        int slash = text.indexOf('/', 5);
        return slash < 0 ? text.substring(5) : text.substring(5, slash);
    }

    /** The host and port of a URL, of {@code user@host} and of {@code host:path}. */
    private static String host(String written, String type) {
        int scheme = written.indexOf("://");
        String text = scheme < 0 ? written : written.substring(scheme + 3);
        int slash = text.indexOf('/');
        if (slash >= 0) {
            text = text.substring(0, slash);
        }
        text = text.substring(text.lastIndexOf('@') + 1);
        int colon = text.lastIndexOf(':');
        boolean path = scheme < 0
                && colon > 0
                && type.equals("ssh:host")
                && !text.substring(colon + 1).chars().allMatch(Character::isDigit);
        return (path || text.endsWith(":") ? text.substring(0, Math.max(0, colon)) : text).toLowerCase(Locale.ROOT);
    }

    /** Joins a database's host with the port that is given beside it; a port alone says nothing. */
    static List<Place> joined(List<Place> places) {
        Place port = null;
        for (Place place : places) {
            port = place.type().equals(PORT) ? place : port;
        }
        if (port == null) {
            return places;
        }
        List<Place> joined = new ArrayList<>();
        for (Place place : places) {
            String host = place.value();
            if (place.type().equals(Place.DATABASE_HOST) && host != null && host.indexOf(':') < 0) {
                joined.add(new Place(place.type(), port.value() == null ? null : host + ":" + port.value()));
            } else if (!place.type().equals(PORT)) {
                joined.add(place);
            }
        }
        return joined;
    }
}
