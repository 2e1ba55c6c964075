package dev.agentguard.rules.tamper;

/** The wildcards of a shell in one name of a path. Walks the text without going back further than one star. */
final class Wildcards {

    private Wildcards() {}

    static boolean areIn(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    /** Returns whether a name matches; a set in brackets counts as any character. */
    static boolean match(String pattern, String name) {
        String wildcards = withoutSets(pattern);
        int at = 0;
        int star = -1;
        int retry = 0;
        int next = 0;
        while (next < name.length()) {
            char wanted = at < wildcards.length() ? wildcards.charAt(at) : 0;
            if (wanted == '*') {
                star = at++;
                retry = next;
            } else if (wanted == '?' || (at < wildcards.length() && wanted == name.charAt(next))) {
                at++;
                next++;
            } else if (star >= 0) {
                at = star + 1;
                next = ++retry;
            } else {
                return false;
            }
        }
        while (at < wildcards.length() && wildcards.charAt(at) == '*') {
            at++;
        }
        return at == wildcards.length();
    }

    private static String withoutSets(String pattern) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            int end = pattern.charAt(i) == '[' ? pattern.indexOf(']', i + 2) : -1;
            plain.append(end < 0 ? pattern.charAt(i) : '?');
            i = Math.max(i, end);
        }
        return plain.toString();
    }
}
