package dev.agentguard.rules.prose;

import java.util.List;

/** Lines that show people what a rule stops. */
final class Example {

    static final String SHELL = "shell ";

    private Example() {}

    /** Something that a pattern of names fits: {@code release/*} fits {@code release/x}. */
    static String name(String pattern) {
        return pattern.replace("**/", "").replaceAll("\\*+", "x");
    }

    /** A file that a pattern of paths fits. */
    static String file(String pattern) {
        String name = name(pattern.strip());
        return quoted(name.endsWith("/") ? name + "x.txt" : name);
    }

    private static String quoted(String path) {
        return path.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/~@+".indexOf(c) >= 0)
                ? path
                : "'" + path.replace("'", "") + "'";
    }

    /** The command that an operation is usually called by: {@code gh:pr-merge} by {@code gh pr merge}. */
    static List<String> ofOperation(String operation) {
        int colon = operation.indexOf(':');
        String provider = colon < 0 ? "" : operation.substring(0, colon);
        String act = operation.substring(colon + 1);
        if (provider.equals("tool")) {
            return List.of("tool " + act.replaceAll("^\\*+|\\*+$", "").replaceAll("[^A-Za-z0-9_.-]+", "_") + " {}");
        }
        if (provider.equals("code")) {
            return List.of(
                    SHELL + "ruby -e 'X." + name(act).replace("x.", "") + "'",
                    SHELL + "python -c 'x." + name(act) + "()'");
        }
        if (provider.equals("sql")) {
            return List.of("sql " + name(act).replace('-', ' ').toUpperCase(java.util.Locale.ROOT) + " x");
        }
        if (provider.equals("*") && act.chars().allMatch(Character::isLetter)) {
            return List.of(
                    "http POST https://backboard.railway.com/graphql/v2 {\"query\":\"mutation { " + act
                            + "(id: \\\"x\\\") }\"}",
                    "tool " + act + " {}");
        }
        if (provider.isEmpty() || provider.indexOf('*') >= 0) {
            return List.of("tool " + name(act).replaceAll("[^A-Za-z0-9_]", "_") + " {}");
        }
        String program = provider.equals("local") ? "" : provider + " ";
        String words = name(act);
        return List.of(
                SHELL + program + words.replace(":", " ").replace('-', ' ') + " x",
                SHELL + program + words + " x",
                SHELL + program + words);
    }
}
