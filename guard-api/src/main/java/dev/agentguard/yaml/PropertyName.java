package dev.agentguard.yaml;

import java.util.ArrayList;
import java.util.List;

/** Takes the name of a property apart: {@code guard.a[0].b[c.d]}. */
final class PropertyName {

    private static final int MOST_DIGITS = 4;

    private PropertyName() {}

    /** The parts behind the prefix; what stood in brackets keeps them. */
    static List<String> parts(String name, String prefix, String place) {
        List<String> parts = new ArrayList<>();
        int at = prefix.length();
        while (at < name.length()) {
            if (name.charAt(at) == '[') {
                int end = name.indexOf(']', at);
                if (end < 0) {
                    throw new YamlException(place + ": expected a `]` behind the `[`");
                }
                parts.add(name.substring(at, end + 1));
                at = end + 1;
            } else {
                int start = name.charAt(at) == '.' ? at + 1 : at;
                int end = start;
                while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
                    end++;
                }
                // `a.[b]` is what a mapping below `a` with the key `[b]` in a YAML file becomes
                if (end > start || end == name.length() || name.charAt(end) == '.') {
                    parts.add(name.substring(start, end));
                }
                at = end;
            }
        }
        if (parts.isEmpty() || parts.size() > YamlReader.DEPTH || parts.stream().anyMatch(PropertyName::isEmpty)) {
            throw new YamlException(place + ": expected 1 to " + YamlReader.DEPTH + " keys behind `" + prefix
                    + "`, none of them empty");
        }
        return parts;
    }

    /** The index that a part is, or -1 if it is a key. */
    static int index(String part) {
        String inside = key(part);
        boolean digits = part.startsWith("[")
                && !inside.isEmpty()
                && inside.length() <= MOST_DIGITS
                && inside.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(inside) : -1;
    }

    static String key(String part) {
        return part.startsWith("[") ? part.substring(1, part.length() - 1) : part;
    }

    private static boolean isEmpty(String part) {
        return key(part).isEmpty();
    }
}
