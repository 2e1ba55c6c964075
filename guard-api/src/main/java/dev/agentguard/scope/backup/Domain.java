package dev.agentguard.scope.backup;

import java.util.Locale;

/**
 * A place where a backup lies, and with which it is lost: {@code railway:volume 3d2c…}, {@code s3://bucket/key}, a
 * directory, {@code postgresql://host:5432/name}, {@code terraform:stack name}.
 *
 * @param type the type, or the address's scheme, in lower case; {@code file} for a path of this machine
 * @param name what is there, without the type; empty where it names no single one
 */
public record Domain(String type, String name) {

    static final String FILE = "file";

    /**
     * Reads a place.
     *
     * @param text the text as declared
     * @return the place
     */
    public static Domain of(String text) {
        int scheme = text.indexOf("://");
        if (scheme > 0) {
            String type = text.substring(0, scheme).toLowerCase(Locale.ROOT);
            return new Domain(type.startsWith("jdbc:") ? type.substring(5) : type, text.substring(scheme + 3));
        }
        if (text.startsWith("/") || text.startsWith("~") || text.indexOf('\\') >= 0 || isDrive(text)) {
            return new Domain(FILE, text);
        }
        int space = text.indexOf(' ');
        String head = space < 0 ? text : text.substring(0, space);
        return new Domain(
                head.toLowerCase(Locale.ROOT),
                space < 0 ? "" : text.substring(space + 1).strip());
    }

    private static boolean isDrive(String text) {
        return text.length() > 2 && text.charAt(1) == ':' && Character.isLetter(text.charAt(0));
    }

    /** Returns what stands before the colon of a type. */
    static String provider(String type) {
        int colon = type.indexOf(':');
        return colon < 0 ? type : type.substring(0, colon);
    }

    /** Returns what stands behind the colon of a type. */
    static String kind(String type) {
        return type.substring(type.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return type.equals(FILE) ? name : name.isEmpty() ? type : type + (type.indexOf(':') < 0 ? "://" : " ") + name;
    }
}
