package dev.agentguard.rules.permission;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Directories that paths of rules and actions are relative to.
 *
 * @param project the project's directory
 * @param home the user's
 * @param working the one that this JVM was started in
 */
record Places(Path project, Path home, Path working) {

    Places {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        working = working.toAbsolutePath().normalize();
    }

    /** The directories that an agent may mean by the current one. */
    List<Path> current() {
        return List.copyOf(new LinkedHashSet<>(List.of(working, project)));
    }

    /** Returns what a text of an action may name: the paths as written and with links resolved. */
    Set<Path> named(String text, @Nullable String directory) {
        Set<Path> paths = new LinkedHashSet<>();
        String name = text.startsWith("file://") ? text.substring("file://".length()) : PathRule.slashes(text);
        if (name.isEmpty() || name.length() > 4_096 || name.indexOf('\n') >= 0) {
            return paths;
        }
        try {
            for (Path current : current()) {
                Path from = directory == null ? current : current.resolve(expanded(directory));
                Path path = from.resolve(expanded(name)).normalize();
                paths.add(path);
                paths.add(real(path));
            }
        } catch (InvalidPathException e) {
            return paths;
        }
        return paths;
    }

    private String expanded(String name) {
        if (name.equals("~") || name.startsWith("~/")) {
            return home + name.substring(1);
        }
        return name.startsWith("$HOME/") ? home + name.substring("$HOME".length()) : name;
    }

    /** Returns a path with the links in it resolved, as far as it exists. */
    static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        for (int up = 0; there != null && up < 256; up++) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute)).normalize();
            } catch (IOException | SecurityException e) {
                there = there.getParent();
            }
        }
        return absolute;
    }
}
