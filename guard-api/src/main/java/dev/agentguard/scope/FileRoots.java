package dev.agentguard.scope;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The directories and files of this machine that environments declare. A path is compared as the file system finds it,
 * not as it is spelled: links are followed, and what exists is compared by its identity, so that neither another
 * spelling nor another case leads around a declaration. Built once, then read by many threads.
 */
final class FileRoots {

    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 100;

    private final List<Root> roots = new ArrayList<>();

    /**
     * A declared directory or file.
     *
     * @param path its path as declared, absolute
     * @param environment the environment
     */
    private record Root(Path path, String environment) {}

    void add(String path, String environment) {
        roots.add(new Root(Path.of(path).toAbsolutePath().normalize(), environment));
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }

    /** Returns every environment that has files. */
    Set<String> environments() {
        Set<String> all = new TreeSet<>();
        roots.forEach(root -> all.add(root.environment()));
        return all;
    }

    /**
     * Returns the environments whose files a path leads to: that hold it, or that it holds.
     *
     * @param written the path as it was written, {@code ~} and patterns in it not yet resolved
     * @param directory the directory against which a relative path is meant, or null for that of this process
     * @return the environments, or null if the path cannot be read
     */
    @Nullable
    Set<String> of(String written, @Nullable String directory) {
        return of(written, directory, true);
    }

    /**
     * Returns the environments whose files a directory is among.
     *
     * @param directory the directory as it was written
     * @return the environments, or null if the path cannot be read
     */
    @Nullable
    Set<String> holding(String directory) {
        return of(directory, null, false);
    }

    private @Nullable Set<String> of(String written, @Nullable String directory, boolean below) {
        Path path = absolute(written, directory);
        if (path == null) {
            return null;
        }
        Set<String> found = new TreeSet<>();
        List<Path> spellings = spellings(path);
        for (Root root : roots) {
            for (Path spelling : spellings) {
                if (isWithin(spelling, root.path()) || (below && isWithin(root.path(), spelling))) {
                    found.add(root.environment());
                    break;
                }
            }
        }
        return found;
    }

    private static @Nullable Path absolute(String written, @Nullable String directory) {
        String plain = withoutPattern(written);
        if (plain.length() > LONGEST || plain.indexOf('\0') >= 0) {
            return null;
        }
        try {
            Path path = Path.of(home(plain));
            if (path.isAbsolute()) {
                return path;
            }
            if (plain.startsWith("~")) {
                return null; // another user's home
            }
            return directory == null
                    ? path.toAbsolutePath()
                    : Path.of(home(directory)).toAbsolutePath().resolve(path);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** {@code /srv/*.db} may be anything in {@code /srv}. */
    private static String withoutPattern(String written) {
        for (int i = 0; i < written.length(); i++) {
            if ("*?[{".indexOf(written.charAt(i)) >= 0) {
                String front = written.substring(0, i);
                int slash = Math.max(front.lastIndexOf('/'), front.lastIndexOf('\\'));
                return slash < 0 ? "." : front.substring(0, slash + 1);
            }
        }
        return written;
    }

    private static String home(String path) {
        boolean own = path.equals("~") || path.startsWith("~/") || path.startsWith("~\\");
        return own ? System.getProperty("user.home", "") + path.substring(1) : path;
    }

    /** The path without dots as it is written, and as the file system finds it, where dots follow links. */
    private static List<Path> spellings(Path path) {
        Path lexical = path.normalize();
        Path real = real(path);
        return real.equals(lexical) ? List.of(lexical) : List.of(lexical, real);
    }

    private static Path real(Path path) {
        Path rest = null;
        Path front = path;
        for (int i = 0; front != null && i < DEEPEST; i++) {
            try {
                Path found = front.toRealPath();
                return rest == null ? found : found.resolve(rest).normalize();
            } catch (IOException | SecurityException notThere) {
                Path name = front.getFileName();
                rest = name == null ? rest : rest == null ? name : name.resolve(rest);
                front = front.getParent();
            }
        }
        return path.normalize();
    }

    private static boolean isWithin(Path path, Path root) {
        if (path.startsWith(root) || folded(path).startsWith(folded(root))) {
            return true;
        }
        boolean exists = Files.exists(root, LinkOption.NOFOLLOW_LINKS);
        Path above = path;
        for (int i = 0; exists && above != null && i < DEEPEST; i++) {
            if (isSame(above, root)) {
                return true;
            }
            above = above.getParent();
        }
        return false;
    }

    /** Another case may be the same file; that it is not is found out by nobody who deletes. */
    private static Path folded(Path path) {
        return FileSystems.getDefault().getPath(path.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException | SecurityException e) {
            return false;
        }
    }
}
