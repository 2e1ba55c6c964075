package dev.agentguard.rules.prose;

/** Paths that stand in a sentence without back-ticks: {@code /etc}, {@code .env}, {@code database.yml}. */
final class PathText {

    private static final int LONGEST = 200;

    private PathText() {}

    /** Returns where the path that starts here ends, or -1 if none does. */
    static int end(String text, int start) {
        return opens(text, start) ? endOf(text, start) : -1;
    }

    private static boolean opens(String text, int start) {
        return start == 0 || " \t\n(\"',:[—".indexOf(text.charAt(start - 1)) >= 0;
    }

    /** Where a folder ends that is mentioned with a sign in front, {@code @repos/}; -1 if there is none. */
    static int mentioned(String text, int at) {
        int end = opens(text, at) && at + 1 < text.length() ? endOf(text, at + 1) : -1;
        return end > at + 2 && text.charAt(end - 1) == '/' ? end : -1;
    }

    private static int endOf(String text, int start) {
        char first = text.charAt(start);
        if (!Character.isLetterOrDigit(first) && "./~*".indexOf(first) < 0) {
            return -1;
        }
        int end = start;
        while (end < text.length()
                && end - start < LONGEST
                && (Character.isLetterOrDigit(text.charAt(end)) || "./~*_-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        if (end < text.length() && text.startsWith("://", end)) {
            return -1;
        }
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return end > start && isPath(text.substring(start, end)) ? end : -1;
    }

    private static boolean isPath(String chunk) {
        if (chunk.equals("~")) {
            return true;
        }
        if (chunk.length() < 2) {
            return false;
        }
        char first = chunk.charAt(0);
        char second = chunk.charAt(1);
        if (first == '/' || first == '~') {
            return second == '/' ? chunk.length() > 2 : first == '/' && Character.isLetterOrDigit(second);
        }
        if (chunk.startsWith("./") || chunk.startsWith("../")) {
            return true;
        }
        if (first == '.') {
            return Character.isLetter(second);
        }
        String last = chunk.substring(chunk.lastIndexOf('/') + 1);
        boolean slash = chunk.indexOf('/') > 0;
        if (chunk.endsWith("/")) {
            return chunk.indexOf('/') > 1;
        }
        return isNamed(last) || (slash && chunk.indexOf('*') >= 0);
    }

    /** Only the extensions of configuration: "Node.js" is no path. */
    private static boolean isNamed(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return name.equals("Dockerfile") || name.equals("Makefile");
        }
        String extension = name.substring(dot + 1);
        return extension.equals(extension.toLowerCase(java.util.Locale.ROOT))
                && !extension.equals("env")
                && !java.util.Set.of("js", "net", "io", "ts", "go", "py", "rs", "sh", "log", "db", "mod")
                        .contains(extension)
                && Paths.isFileName(name);
    }
}
