package dev.agentguard.scope.local;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Shown;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for a file of the same content where declared backups lie, and nowhere else. */
final class OtherCopies {

    private static final int MOST_FILES = 20_000;
    private static final long LARGEST = 64L << 20;

    private final List<Path> directories;
    private final List<Path> gone;

    /** The directories to look in, and what in them goes too. */
    OtherCopies(List<Path> directories, List<Path> gone) {
        this.directories = List.copyOf(directories);
        this.gone = List.copyOf(gone);
    }

    Recoverability of(Path path, Deadline deadline) throws CallFailedException {
        String shown = "`" + Shown.text(path.toString()) + "`";
        if (!Files.isRegularFile(path)) {
            return new Recoverability(
                    Verdict.DOES_NOT_SURVIVE, shown + " lies in no git repository, and no copy of it is known");
        }
        return orElse(path, shown + " lies in no git repository, and no copy of it is known", deadline);
    }

    /** Returns that a copy survives, or that none does and why. */
    Recoverability orElse(Path file, String because, Deadline deadline) throws CallFailedException {
        Path copy = copy(file, deadline);
        return copy == null
                ? new Recoverability(Verdict.DOES_NOT_SURVIVE, because)
                : new Recoverability(
                        Verdict.SURVIVES, "`" + Shown.text(copy.toString()) + "` has the same content; " + because);
    }

    private @Nullable Path copy(Path file, Deadline deadline) throws CallFailedException {
        try {
            long size = Files.size(file);
            if (size == 0 || size > LARGEST) {
                return null;
            }
            for (Path directory : directories) {
                Search search = new Search(file, size, gone, deadline);
                if (Files.isDirectory(directory)) {
                    Files.walkFileTree(directory, search);
                }
                if (search.found != null) {
                    return search.found;
                }
            }
            return null;
        } catch (IOException e) {
            throw new CallFailedException(
                    "copies could not be looked for: " + e.getClass().getSimpleName(), false);
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path file;
        private final long size;
        private final List<Path> gone;
        private final Deadline deadline;
        private int seen;
        private @Nullable Path found;

        Search(Path file, long size, List<Path> gone, Deadline deadline) {
            this.file = file;
            this.size = size;
            this.gone = gone;
            this.deadline = deadline;
        }

        @Override
        public FileVisitResult visitFile(Path other, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && attributes.size() == size && isCopy(other)) {
                found = other;
            }
            boolean enough = found != null
                    || ++seen >= MOST_FILES
                    || deadline.remaining().isZero();
            return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private boolean isCopy(Path other) throws IOException {
            Path real = other.toRealPath();
            return gone.stream().noneMatch(real::startsWith)
                    && !Files.isSameFile(file, other)
                    && Files.mismatch(file, other) < 0;
        }

        @Override
        public FileVisitResult visitFileFailed(Path other, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
