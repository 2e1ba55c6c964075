package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** Lines that show people what a rule stops. */
final class Example {

    private static final String SHELL = "shell ";

    private Example() {}

    /** Adds to a command line what a further condition asks of it; any other example stays as it is. */
    static String with(String example, Condition further) {
        if (!example.startsWith(SHELL)) {
            return example;
        }
        if (further instanceof TextHas text) {
            return example + " '" + text.texts().get(0).strip().replace("'", "") + "'";
        }
        if (further instanceof CommandShape shape && shape.programs().isEmpty()) {
            return example + tail(shape);
        }
        if (further instanceof Files files) {
            return example + " " + file(files.paths().get(0));
        }
        if (further instanceof Branches branches && example.startsWith(SHELL + "git push")) {
            String push = example.endsWith(" x") ? example.substring(0, example.length() - 2) : example;
            return push + " origin " + name(branches.names().get(0));
        }
        if (further instanceof Branches branches && example.startsWith(SHELL + "git ")) {
            return SHELL + "git checkout " + name(branches.names().get(0)) + " && " + example.substring(SHELL.length());
        }
        return example;
    }

    /** The words and options of a form of command. */
    static String tail(CommandShape shape) {
        List<String> words = new ArrayList<>(shape.words());
        shape.options().forEach(option -> words.add(option.shown()));
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }

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
