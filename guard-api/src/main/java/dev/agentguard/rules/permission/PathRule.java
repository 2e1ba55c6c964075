package dev.agentguard.rules.permission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/**
 * A path pattern with the directories that it is relative to.
 *
 * @param shown the pattern as it was written
 * @param anchors the directories, as written and with links resolved
 * @param pattern what lies below them
 */
record PathRule(String shown, Set<Path> anchors, GitIgnore pattern) {

    /** A place that the rule names something below of. */
    private static final String BELOW = "below ";

    /** A place below of which a folder of any name may be meant. */
    private static final String OPEN = "open ";

    /**
     * Reads a pattern with one of Claude Code's four anchors.
     *
     * @param source what {@code /path} is relative to
     * @param places where the agent works
     */
    static PathRule claude(String spec, Path source, Places places) {
        String text = slashes(spec);
        if (text.startsWith("//")) {
            return new PathRule(spec, Set.of(Path.of("/")), GitIgnore.of(text.substring(1), true));
        }
        if (text.equals("~") || text.startsWith("~/")) {
            return new PathRule(spec, anchors(List.of(places.home())), GitIgnore.of("/" + text.substring(1), true));
        }
        if (text.startsWith("/")) {
            return new PathRule(spec, anchors(List.of(source)), GitIgnore.of(text, true));
        }
        return relative(spec, text, places);
    }

    /** Reads a pattern that is relative to the workspace unless it is absolute. */
    static PathRule workspace(String spec, Places places) {
        String text = slashes(spec);
        if (text.equals("~") || text.startsWith("~/")) {
            return new PathRule(spec, anchors(List.of(places.home())), GitIgnore.of("/" + text.substring(1), true));
        }
        if (text.startsWith("/")) {
            return new PathRule(spec, Set.of(Path.of("/")), GitIgnore.of(text, true));
        }
        return relative(spec, text, places);
    }

    private static PathRule relative(String spec, String text, Places places) {
        String path = text;
        List<Path> from = new ArrayList<>(places.current());
        while (path.startsWith("./") || path.startsWith("../")) {
            if (path.startsWith("../")) {
                from.replaceAll(directory -> directory.getParent() == null ? directory : directory.getParent());
            }
            path = path.substring(path.indexOf('/') + 1);
        }
        return new PathRule(spec, anchors(from), GitIgnore.of(path, true));
    }

    /** {@code C:\Users\a} is {@code /c/Users/a}. */
    static String slashes(String text) {
        if (text.length() > 2
                && text.charAt(1) == ':'
                && Character.isLetter(text.charAt(0))
                && text.charAt(2) == '\\') {
            return "//" + Character.toLowerCase(text.charAt(0))
                    + text.substring(2).replace('\\', '/');
        }
        return text;
    }

    private static Set<Path> anchors(List<Path> directories) {
        Set<Path> anchors = new LinkedHashSet<>();
        for (Path directory : directories) {
            anchors.add(directory.toAbsolutePath().normalize());
            anchors.add(Places.real(directory));
        }
        return Set.copyOf(anchors);
    }

    /** Returns whether the pattern matches a path. */
    boolean matches(Path path) {
        for (Path anchor : anchors) {
            List<String> names = below(anchor, path);
            if (names != null && !names.isEmpty() && pattern.matches(names)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a directory holds what the pattern names. */
    boolean isBelow(Path directory) {
        for (Path anchor : anchors) {
            List<String> names = below(anchor, directory);
            if (names != null ? pattern.isBelow(names) : anchor.startsWith(directory)) {
                return true;
            }
        }
        return false;
    }

    /** What a path must have for this rule to match it, or to be below it; empty if that may be any. */
    Set<String> keys() {
        String name = pattern.needed();
        if (name == null) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>();
        keys.add(name);
        String inside = pattern.beginsOpen() ? OPEN : BELOW;
        for (Path anchor : anchors) {
            Path place = anchor;
            for (String segment : pattern.beginning()) {
                place = place.resolve(segment);
            }
            keys.add(inside + folder(place));
        }
        return keys;
    }

    /** Adds the keys that a path shows; of a directory that is destroyed also those of the rules below it. */
    static void addKeys(Path path, boolean destroys, NavigableSet<String> askedFor, Set<String> keys) {
        for (Path name : path) {
            GitIgnore.addNeeded(name.toString(), keys);
        }
        if (destroys) {
            String folder = folder(path);
            keys.addAll(askedFor.subSet(BELOW + folder, BELOW + folder + Character.MAX_VALUE));
            keys.addAll(askedFor.subSet(OPEN + folder, OPEN + folder + Character.MAX_VALUE));
            for (Path above = path.getParent(); above != null; above = above.getParent()) {
                keys.add(OPEN + folder(above));
            }
        }
    }

    private static String folder(Path path) {
        String text = path.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    private static @org.jspecify.annotations.Nullable List<String> below(Path anchor, Path path) {
        if (!path.startsWith(anchor)) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (Path name : anchor.relativize(path)) {
            if (!name.toString().isEmpty()) {
                names.add(name.toString());
            }
        }
        return names;
    }
}
