package dev.agentguard.pack;

/**
 * The paths at which a pack answers: {@code *} at the end stands for anything, elsewhere for any characters within one
 * segment. Compared without regard to case; a slash at the end does not matter.
 *
 * @param text the pattern
 */
record PathPattern(String text) {

    boolean matches(String path) {
        return mayMatch(path) && matches(0, path, 0);
    }

    /** Most patterns that a path is held against differ from it in the first letter. */
    private boolean mayMatch(String path) {
        if (text.length() < 2 || path.length() < 2) {
            return true;
        }
        char here = text.charAt(1);
        char there = path.charAt(1);
        boolean letters = here < 128 && there < 128 && here != '*' && text.charAt(0) != '*';
        return !letters || (here | 0x20) == (there | 0x20);
    }

    /** Each star but the last tries every end of its segment, so the depth is the number of stars. */
    private boolean matches(int at, String path, int from) {
        int star = text.indexOf('*', at);
        if (star < 0) {
            int rest = text.length() - at;
            boolean same = path.regionMatches(true, from, text, at, rest);
            int left = path.length() - from - rest;
            return same && (left == 0 || (left == 1 && path.endsWith("/")));
        }
        int literal = star - at;
        if (!path.regionMatches(true, from, text, at, literal)) {
            return false;
        }
        if (star == text.length() - 1) {
            return true;
        }
        int end = path.indexOf('/', from + literal);
        int last = end < 0 ? path.length() : end;
        boolean whole = text.charAt(star + 1) == '/';
        for (int next = whole ? last : from + literal; next <= last; next++) {
            if (matches(star + 1, path, next)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
