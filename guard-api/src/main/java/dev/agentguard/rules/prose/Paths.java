package dev.agentguard.rules.prose;

import dev.agentguard.effect.Glob;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Paths as they stand in rules, commands and arguments. */
final class Paths {

    private static final int LONGEST = 300;
    private static final List<String> EXAMPLES =
            List.of(".example", ".sample", ".template", ".dist", ".tmpl", ".defaults");

    private Paths() {}

    static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other)) && !plain(one).isEmpty();
    }

    static String plain(String path) {
        String plain = path.strip().replace('\\', '/').toLowerCase(Locale.ROOT);
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        while (plain.length() > 1 && plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain;
    }

    /** Whether a text may be one path, and is short enough to be looked at. */
    static boolean isPlausible(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.indexOf('\n') < 0;
    }

    /**
     * Whether a path is the one that is meant, lies in it or fits: a name without a slash is meant in each folder, a
     * path below each root. {@code .env} means {@code .env.local} too, but never a template.
     */
    static boolean fits(String pattern, String path) {
        String meant = plain(pattern);
        String found = plain(path);
        if (meant.isEmpty() || found.isEmpty()) {
            return false;
        }
        if (EXAMPLES.stream().anyMatch(found::endsWith) && EXAMPLES.stream().noneMatch(meant::endsWith)) {
            return false;
        }
        if (meant.equals(".env") && last(found).startsWith(".env.")) {
            return true;
        }
        if (meant.endsWith("/**") || meant.endsWith("/*")) {
            meant = meant.substring(0, meant.lastIndexOf('/'));
        }
        while (meant.startsWith("**/")) {
            meant = meant.substring(3);
        }
        if (meant.isEmpty() || meant.equals("*") || meant.equals("**")) {
            return false;
        }
        // "/data/" of a project, unless it is one of a machine's own
        if (meant.length() > 2 && meant.startsWith("/") && !found.startsWith("/") && !isOfMachine(meant)) {
            String here = meant.substring(1);
            return here.indexOf('*') < 0
                    ? found.equals(here) || found.startsWith(here + "/")
                    : new Glob(here.length() > 150 ? here.substring(0, 150) : here).matches(found);
        }
        boolean rooted = meant.startsWith("/") || meant.startsWith("~");
        if (meant.startsWith("~/")) {
            String home = home(found);
            found = home == null ? found : home;
        }
        if (meant.indexOf('*') < 0) {
            return found.equals(meant)
                    || found.startsWith(meant.equals("/") ? "/" : meant + "/")
                    || (!rooted && (found.endsWith("/" + meant) || found.contains("/" + meant + "/")));
        }
        Glob glob = new Glob(meant.length() > 150 ? meant.substring(0, 150) : meant);
        return glob.matches(found)
                || (meant.indexOf('/') < 0 && glob.matches(last(found)))
                || (!rooted && new Glob("*/" + glob.pattern()).matches(found))
                || new Glob(glob.pattern() + "/*").matches(found);
    }

    private static boolean isOfMachine(String path) {
        int slash = path.indexOf('/', 1);
        String root = slash < 0 ? path.substring(1) : path.substring(1, slash);
        return List.of(
                        "etc usr var home root tmp opt boot dev proc sys bin sbin lib lib64 mnt media srv run users library system applications volumes private"
                                .split(" "))
                .contains(root);
    }

    /** The absolute form of what lies in somebody's home, written with a tilde; null if it lies elsewhere. */
    private static @Nullable String home(String path) {
        for (String root : List.of("/home/", "/users/", "c:/users/")) {
            int slash = path.startsWith(root) ? path.indexOf('/', root.length()) : -1;
            if (slash > 0) {
                return "~" + path.substring(slash);
            }
        }
        for (String home : List.of("/root/", "$home/", "${home}/", "%userprofile%/")) {
            if (path.startsWith(home)) {
                return "~/" + path.substring(home.length());
            }
        }
        return null;
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a text in back-ticks is a path or a pattern of one, not a command or a name of code. */
    static boolean isOne(String code) {
        if (!isPlausible(code) || code.indexOf(' ') >= 0 || code.startsWith("-") || code.contains("://")) {
            return false;
        }
        if (code.chars().anyMatch(c -> "(){}=;\"'<>$@!&|?,".indexOf(c) >= 0) && !code.startsWith("~")) {
            return false;
        }
        if (code.startsWith("/") || code.startsWith("./") || code.startsWith("../") || code.startsWith("~")) {
            return code.length() > 1 || code.equals("~");
        }
        boolean part = code.length() > 4
                && code.startsWith("*")
                && code.endsWith("*")
                && code.substring(1, code.length() - 1)
                        .chars()
                        .allMatch(c -> Character.isLetter(c) || c == '-' || c == '_');
        if (part) {
            return true;
        }
        boolean dotted = code.startsWith(".") && code.length() > 2 && Character.isLetter(code.charAt(1));
        return dotted || code.endsWith("/") || code.contains("/") || isFileName(code);
    }

    private static final List<String> EXTENSIONS = List.of(
            "yml yaml json jsonc toml xml ini cfg conf properties env lock md mdc txt csv sql db sqlite pem key crt p12 pfx jks"
                    .split(" "));

    private static final List<String> MORE = List.of(
            "tfstate tfvars prisma tf js mjs cjs ts tsx jsx py rb go rs java kt kts gradle c h cpp cs swift php sh bash ps1 html css scss vue svelte ipynb proto graphql mod sum log dart ex exs lua zip tar gz"
                    .split(" "));

    /** A name with one of the usual extensions, or one of the files without. */
    static boolean isFileName(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return List.of(
                            "dockerfile",
                            "makefile",
                            "jenkinsfile",
                            "gemfile",
                            "procfile",
                            "vagrantfile",
                            "justfile",
                            "codeowners")
                    .contains(name.toLowerCase(Locale.ROOT));
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean plain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-*/".indexOf(c) >= 0);
        return plain
                && !name.equalsIgnoreCase("process.env")
                && !name.contains(".env") == !extension.equals("env")
                && (EXTENSIONS.contains(extension) || MORE.contains(extension));
    }
}
