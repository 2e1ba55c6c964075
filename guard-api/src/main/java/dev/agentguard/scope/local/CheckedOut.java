package dev.agentguard.scope.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The branch that a git work tree has checked out, as its files say. Nothing is run; a few small files are read.
 *
 * @param root the work tree
 * @param branch the branch that a commit goes to, or null if that is not known, or no branch is checked out
 * @param pushed the branch of the remote that a push goes to which names none, or null if that is not known
 */
public record CheckedOut(
        Path root, @Nullable String branch, @Nullable String pushed) {

    private static final int SMALL = 4_096;
    private static final int LARGE = 256 * 1_024;
    private static final int DEEPEST = 100;
    private static final String REF = "ref: refs/heads/";

    /**
     * Reads what is checked out around a directory.
     *
     * @param directory the directory
     * @return what is checked out, or null if the directory lies in no work tree
     */
    public static @Nullable CheckedOut around(Path directory) {
        int depth = 0;
        for (Path at = directory; at != null && depth < DEEPEST; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return of(at, git);
            }
            depth++;
        }
        return null;
    }

    private static CheckedOut of(Path root, Path git) {
        try {
            Path own = Files.isDirectory(git) ? git : linked(git, "gitdir:");
            String head = own == null ? null : text(own.resolve("HEAD"), SMALL);
            String branch = head == null ? null : branch(head);
            if (own == null || branch == null) {
                return new CheckedOut(root, null, null);
            }
            Path common = Files.exists(own.resolve("commondir")) ? linked(own.resolve("commondir"), "") : own;
            String settings = common == null ? null : text(common.resolve("config"), LARGE);
            return new CheckedOut(root, branch, settings != null && isPlain(settings, branch) ? branch : null);
        } catch (IOException | InvalidPathException e) {
            return new CheckedOut(root, null, null);
        }
    }

    /** The directory that a file points to, from where it lies; null if it points to none. */
    private static @Nullable Path linked(Path file, String prefix) throws IOException {
        String text = text(file, SMALL);
        if (text == null || !text.startsWith(prefix)) {
            return null;
        }
        Path directory = file.resolveSibling(text.substring(prefix.length()).strip());
        return Files.isDirectory(directory) ? directory : null;
    }

    private static @Nullable String branch(String head) {
        String line = head.strip();
        String name = line.startsWith(REF) ? line.substring(REF.length()) : "";
        // another store of references writes a name here that none can have
        boolean plain = !name.isEmpty() && !name.startsWith(".") && name.chars().noneMatch(c -> c <= ' ' || c == 127);
        return plain ? name : null;
    }

    /** Whether a push that names no branch goes to the one of the same name, as git does if nobody set anything else. */
    private static boolean isPlain(String settings, String branch) throws IOException {
        if (isSet(settings)) {
            return false;
        }
        for (Path file : new Path[] {
            Path.of("/etc/gitconfig"),
            Path.of(System.getProperty("user.home", "/"), ".gitconfig"),
            Path.of(System.getProperty("user.home", "/"), ".config", "git", "config")
        }) {
            String others = Files.exists(file) ? text(file, LARGE) : "";
            if (others == null || isSet(others)) {
                return false;
            }
        }
        String section = "[branch \"" + branch + "\"]";
        int at = settings.indexOf(section);
        int end = at < 0 ? -1 : settings.indexOf("\n[", at);
        String own = at < 0 ? "" : settings.substring(at, end < 0 ? settings.length() : end);
        int merge = own.indexOf("merge");
        String line = merge < 0
                ? ""
                : own.substring(merge).split("\n", 2)[0].replace(" ", "").strip();
        return line.isEmpty() || line.equals("merge=refs/heads/" + branch);
    }

    /** What changes where a push goes, or may stand in a file that is not read. */
    private static boolean isSet(String settings) {
        String text = settings.toLowerCase(Locale.ROOT).replace(" ", "").replace("\t", "");
        return text.contains("[push]")
                || text.contains("push.default")
                || text.contains("\npush=")
                || text.contains("mirror=")
                || text.contains("[include");
    }

    private static @Nullable String text(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            return bytes.length > most ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
