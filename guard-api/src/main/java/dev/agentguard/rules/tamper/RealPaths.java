package dev.agentguard.rules.tamper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows links. What a directory is was asked of the disk once and is not asked again, so this is for one look at what
 * one action touches: links change. Not safe for use by threads.
 */
final class RealPaths {

    private final Map<Path, Path> known = new HashMap<>(4);

    /** Follows the links of what exists of a path. */
    Path of(Path path) {
        List<Path> missing = new ArrayList<>(1);
        for (Path at = path; at != null; at = at.getParent()) {
            Path real = existing(at);
            if (real != null) {
                for (int i = missing.size() - 1; i >= 0; i--) {
                    real = real.resolve(missing.get(i));
                }
                return real;
            }
            Path name = at.getFileName();
            if (name != null) {
                missing.add(name);
            }
        }
        return path;
    }

    private @Nullable Path existing(Path path) {
        Path real = known.get(path);
        if (real == null && exists(path)) {
            try {
                real = path.toRealPath();
            } catch (IOException e) {
                real = path;
            }
            known.put(path, real);
        }
        return real;
    }

    /** As {@code Files.exists} says it, which makes and drops an exception for each file that is not there. */
    static boolean exists(Path path) {
        return path.toFile().exists();
    }
}
