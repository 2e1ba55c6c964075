package dev.agentguard;

import dev.agentguard.effect.Resource;
import dev.agentguard.session.SessionMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which files of this machine a session may treat as its own: what it made, what lies in a directory it made, and what
 * lies under the directory for temporary files; never {@code .git} or {@code .env} files, and nothing behind a link.
 */
final class OwnFiles {

    static final String TYPE = "local:file";

    private final List<Path> temporary;
    private final Path workspace;
    private final List<Path> disposable;

    OwnFiles(List<String> disposable, Path workspace) {
        this.workspace = workspace.toAbsolutePath().normalize();
        this.disposable = disposable.stream().map(Path::of).toList();
        List<Path> directories = new ArrayList<>();
        for (String directory : new String[] {System.getProperty("java.io.tmpdir"), "/tmp"}) {
            Path path = directory == null ? null : path(directory, null);
            if (path != null) {
                directories.add(path);
            }
        }
        this.temporary = List.copyOf(directories);
    }

    /** Returns the whole path of what a command names, or null if it names none or many, or it is not known from where. */
    static @Nullable Path path(@Nullable String named, @Nullable Path directory) {
        if (named == null || named.isEmpty() || named.startsWith("~") || isPattern(named)) {
            return null;
        }
        try {
            Path path = Path.of(named);
            if (!path.isAbsolute() && directory == null) {
                return null;
            }
            return (directory == null ? path : directory.resolve(path)).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isPattern(String named) {
        return named.chars().anyMatch(c -> "*?[{$`\n".indexOf(c) >= 0);
    }

    /** Returns the resource by which a file is remembered. */
    static Resource resource(Path path) {
        return new Resource(TYPE, path.toString());
    }

    /** Returns why a file is the session's own, or null if it is not known to be. */
    @Nullable
    String own(@Nullable String named, @Nullable Path from, String session, SessionMemory memory) {
        if (named != null && isTemporaryPattern(named, from, session, memory)) {
            return "they lie under the directory for temporary files";
        }
        Path path = path(named == null ? null : withoutPattern(named), from);
        if (path == null || isPrecious(path) || !isReal(path) || memory.isBroughtIn(session, path)) {
            return null;
        }
        for (Path directory = path; directory != null; directory = directory.getParent()) {
            String how = memory.own(session, resource(directory));
            if (how != null) {
                return how;
            }
        }
        for (Path directory : disposable) {
            if (path.startsWith(directory)) {
                return "`guard.yaml` says that it may be thrown away";
            }
        }
        for (Path directory : temporary) {
            if (path.startsWith(directory) && !path.equals(directory) && !isWorkspace(path, directory)) {
                return "it lies under the directory for temporary files";
            }
        }
        return null;
    }

    /** {@code /tmp/*.log}: files of one directory whose names have a part in common, and the work is not among them. */
    private boolean isTemporaryPattern(String named, @Nullable Path from, String session, SessionMemory memory) {
        int slash = named.lastIndexOf('/');
        String name = named.substring(slash + 1);
        boolean some = name.indexOf('*') >= 0
                && name.chars()
                        .allMatch(c -> c == '*' || c == '-' || c == '_' || c == '.' || Character.isLetterOrDigit(c))
                && name.chars().anyMatch(Character::isLetterOrDigit)
                && !name.startsWith(".");
        Path parent = some && slash > 0 ? path(named.substring(0, slash), from) : null;
        return parent != null
                && !isPrecious(parent)
                && isReal(parent)
                && !memory.isBroughtIn(session, parent)
                && temporary.stream()
                        .anyMatch(directory -> parent.startsWith(directory) && !isWorkspace(parent, directory));
    }

    /** A workspace that lies under the directory for temporary files is not temporary. */
    private boolean isWorkspace(Path path, Path directory) {
        return workspace.startsWith(directory) && (path.startsWith(workspace) || workspace.startsWith(path));
    }

    /** Everything in a directory is its directory's business: {@code build/*} is {@code build}. */
    private static String withoutPattern(String named) {
        int slash = named.lastIndexOf('/');
        return slash > 0 && named.substring(slash + 1).equals("*") ? named.substring(0, slash) : named;
    }

    private static boolean isPrecious(Path path) {
        for (Path part : path) {
            String name = part.toString().toLowerCase(Locale.ROOT);
            if (name.equals(".git") || name.startsWith(".env")) {
                return true;
            }
        }
        return false;
    }

    /** Whether neither it nor a directory on the way is a link to somewhere else. */
    private static boolean isReal(Path path) {
        if (Files.isSymbolicLink(path)) {
            return false;
        }
        Path parent = path.getParent();
        try {
            return parent == null
                    || !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)
                    || parent.toRealPath().equals(parent);
        } catch (IOException e) {
            return false;
        }
    }
}
