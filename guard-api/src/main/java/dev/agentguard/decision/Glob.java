package dev.agentguard.decision;

/** Matches names against patterns whose only special character is {@code *}; in linear time on each segment. */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        int last = pattern.lastIndexOf('*');
        String prefix = pattern.substring(0, star);
        String suffix = pattern.substring(last + 1);
        if (name.length() < prefix.length() + suffix.length() || !name.startsWith(prefix) || !name.endsWith(suffix)) {
            return false;
        }
        int from = prefix.length();
        int end = name.length() - suffix.length();
        for (String part : pattern.substring(star, last + 1).split("\\*", -1)) {
            int at = name.indexOf(part, from);
            if (at < 0 || at + part.length() > end) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
