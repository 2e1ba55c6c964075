package dev.agentguard.scope.local;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path as an action writes it, as a path of this machine. */
final class LocalPath {

    private static final String PATTERN = "*?[{";

    private LocalPath() {}

    /** Returns whether it stands for several files. */
    static boolean isPattern(String text) {
        return patternAt(text) < text.length();
    }

    /** Returns the absolute path without links, or null if it is not known; of a pattern, the directory it looks in. */
    static @Nullable Path of(String text, @Nullable Path directory) {
        String plain = text.substring(0, patternAt(text));
        if (plain.length() < text.length()) {
            plain = plain.substring(0, plain.lastIndexOf('/') + 1);
        }
        String home = System.getProperty("user.home", "");
        plain = plain.equals("~") || plain.startsWith("~/") ? home + plain.substring(1) : plain;
        if (plain.startsWith("~") || plain.indexOf('$') >= 0) {
            return null;
        }
        try {
            Path path = Path.of(plain);
            if (path.isAbsolute()) {
                return real(path);
            }
            return directory == null ? null : real(directory.resolve(path));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The directories above a name are followed through links before {@code ..} is, as the system does. */
    private static Path real(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            try {
                return at.toRealPath().resolve(at.relativize(path)).normalize();
            } catch (IOException e) {
                // what does not exist is looked up by what it would lie in
            }
        }
        return path.normalize();
    }

    private static int patternAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (PATTERN.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
