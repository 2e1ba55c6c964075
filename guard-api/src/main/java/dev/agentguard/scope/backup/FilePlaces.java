package dev.agentguard.scope.backup;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares paths as an action writes them with the paths of backups, on the safe side. */
final class FilePlaces {

    private static final String PATTERN = "*?[{";

    private final @Nullable Path directory;

    /** The directory in which the action runs, or null if it is not known. */
    FilePlaces(@Nullable Path directory) {
        this.directory = directory;
    }

    /** Returns whether a backup's path is lost with what an action removes, or may be. */
    boolean holds(@Nullable String removed, String backup) {
        if (removed == null) {
            return true;
        }
        Path kept = path(home(withoutPattern(backup)));
        Path gone = path(home(withoutPattern(removed)));
        if (kept == null || gone == null) {
            return true;
        }
        if (gone.isAbsolute()) {
            return overlap(gone, kept);
        }
        return directory == null ? mayLead(gone.normalize(), kept) : overlap(directory.resolve(gone), kept);
    }

    private static boolean overlap(Path gone, Path kept) {
        for (Path one : new Path[] {lower(gone), lower(real(gone))}) {
            for (Path other : new Path[] {lower(kept), lower(real(kept))}) {
                if (other.startsWith(one) || one.startsWith(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A relative path from somewhere leads to a backup if its names follow each other in the backup's path. */
    private static boolean mayLead(Path gone, Path kept) {
        if (gone.toString().isEmpty() || gone.startsWith("..")) {
            return true;
        }
        Path names = lower(kept);
        Path wanted = lower(gone);
        for (int i = 0; i + wanted.getNameCount() <= names.getNameCount(); i++) {
            if (names.subpath(i, i + wanted.getNameCount()).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The same text may be another file on a case-sensitive file system, which does no harm here. */
    private static Path lower(Path path) {
        return Path.of(path.normalize().toString().toLowerCase(Locale.ROOT));
    }

    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path at = absolute; at != null; at = at.getParent()) {
            try {
                return at.toRealPath().resolve(at.relativize(absolute));
            } catch (IOException e) {
                // what does not exist is looked up by what it would lie in
            }
        }
        return absolute;
    }

    private static String withoutPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (PATTERN.indexOf(text.charAt(i)) >= 0) {
                String before = text.substring(0, i);
                int slash = Math.max(before.lastIndexOf('/'), before.lastIndexOf('\\'));
                return slash < 0 ? "." : before.substring(0, slash + 1);
            }
        }
        return text;
    }

    private static String home(String text) {
        String home = System.getProperty("user.home", "");
        return text.equals("~") ? home : text.startsWith("~/") ? home + text.substring(1) : text;
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
