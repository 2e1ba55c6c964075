package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that are written or deleted, also by deleting a directory that they are in. */
final class FilePattern {

    static final Set<String> TYPES = Set.of("local:file", "git:file");

    private static final String OPEN = "$*?`";

    private static final String NAME = "name ";
    private static final String ENDING = "ending ";
    private static final String BELOW = "below ";

    /** Where this process runs, and most likely the agent. */
    private static final String HERE =
            clean(Path.of("").toAbsolutePath().toString()).toLowerCase(Locale.ROOT) + "/";

    private final String path;
    private final Glob whole;
    private final @Nullable Glob anywhere;
    private final String start;

    FilePattern(String path) {
        this.path = clean(path);
        this.whole = new Glob(this.path);
        this.anywhere = this.path.startsWith("/") ? null : new Glob("*/" + this.path);
        int star = this.path.indexOf('*');
        this.start = (star < 0 ? this.path : this.path.substring(0, star)).toLowerCase(Locale.ROOT);
    }

    @Nullable
    Verdict strongest(Effect effect) {
        if (!effect.reversibility().mayWrite()
                || !TYPES.contains(effect.resource().type())) {
            return null;
        }
        boolean destroys = effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
        String id = effect.resource().id();
        if (id == null) {
            return destroys ? Verdict.ASK : null;
        }
        String file = clean(id);
        int open = open(file);
        if (open < file.length()) {
            String head = file.substring(0, file.lastIndexOf('/', open) + 1).toLowerCase(Locale.ROOT);
            return destroys && (start.startsWith(head) || head.startsWith(start)) ? Verdict.ASK : null;
        }
        return matches(file) || (destroys && isIn(file)) ? Verdict.DENY : null;
    }

    /** What a file must show for this pattern to match it, or to be in it; empty if that may be anything. */
    Set<String> keys() {
        String needed = needed();
        if (needed == null) {
            return Set.of();
        }
        return anywhere == null ? Set.of(needed, BELOW + start) : Set.of(needed, BELOW + start, BELOW + HERE + start);
    }

    /** The longest whole name in it, or else how it ends. */
    private @Nullable String needed() {
        String longest = null;
        for (String name : path.toLowerCase(Locale.ROOT).split("/", -1)) {
            boolean longer = longest == null || name.length() > longest.length();
            longest = !name.isEmpty() && name.indexOf('*') < 0 && longer ? name : longest;
        }
        if (longest != null) {
            return NAME + longest;
        }
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('*') ? ENDING + path.substring(dot).toLowerCase(Locale.ROOT) : null;
    }

    /** Returns which of the keys of patterns an effect shows. */
    static Set<String> keysIn(Effect effect, NavigableSet<String> askedFor) {
        if (!effect.reversibility().mayWrite()
                || !TYPES.contains(effect.resource().type())) {
            return Set.of();
        }
        boolean destroys = effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
        String id = effect.resource().id();
        if (id == null) {
            return destroys ? askedFor : Set.of();
        }
        String file = clean(id).toLowerCase(Locale.ROOT);
        Set<String> keys = new HashSet<>();
        int open = open(file);
        if (open < file.length()) {
            if (destroys) {
                addAround(file.substring(0, file.lastIndexOf('/', open) + 1), askedFor, keys);
            }
            return keys;
        }
        for (String name : file.split("/", -1)) {
            keys.add(NAME + name);
            int dot = name.lastIndexOf('.');
            if (dot >= 0) {
                keys.add(ENDING + name.substring(dot));
            }
        }
        if (destroys) {
            String folder = file.isEmpty() || file.endsWith("/") ? file : file + "/";
            keys.addAll(askedFor.subSet(BELOW + folder, BELOW + folder + Character.MAX_VALUE));
        }
        return keys;
    }

    /** What begins with a beginning, and what a beginning begins with. */
    private static void addAround(String head, NavigableSet<String> askedFor, Set<String> keys) {
        keys.addAll(askedFor.subSet(BELOW + head, BELOW + head + Character.MAX_VALUE));
        for (int end = 0; end <= head.length(); end++) {
            keys.add(BELOW + head.substring(0, end));
        }
    }

    private boolean matches(String file) {
        return whole.matches(file) || (anywhere != null && anywhere.matches(file));
    }

    private boolean isIn(String directory) {
        String beginning = directory.toLowerCase(Locale.ROOT) + (directory.endsWith("/") ? "" : "/");
        return directory.isEmpty()
                || start.startsWith(beginning)
                || (anywhere != null && (HERE + start).startsWith(beginning));
    }

    private static int open(String file) {
        int open = 0;
        while (open < file.length() && OPEN.indexOf(file.charAt(open)) < 0) {
            open++;
        }
        return open;
    }

    /** Without {@code .}, {@code ..} and double slashes; {@code ~} is the home directory. */
    private static String clean(String path) {
        String text = path.replace('\\', '/');
        if (text.equals("~") || text.startsWith("~/")) {
            text = System.getProperty("user.home", "").replace('\\', '/') + text.substring(1);
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : text.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (text.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    @Override
    public String toString() {
        return path;
    }
}
