package dev.agentguard.scope.backup;

import dev.agentguard.effect.Glob;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Shown;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Looks at a file, or at the newest one whose name fits a pattern. */
public final class FileCheck implements BackupCheck {

    private static final int MOST_FILES = 100_000;

    private final Path file;
    private final @Nullable Glob names;

    /**
     * Creates a check.
     *
     * @param file the file; its last name may have {@code *} for any characters
     */
    public FileCheck(Path file) {
        String name = String.valueOf(file.getFileName());
        Path parent = file.getParent();
        if (name.indexOf('*') >= 0 && parent != null) {
            this.file = parent;
            this.names = new Glob(name);
        } else {
            this.file = file;
            this.names = null;
        }
    }

    @Override
    public Sighting look(Means means, Deadline deadline) throws CallFailedException {
        try {
            return names == null ? seen(file) : newest(names, deadline);
        } catch (NoSuchFileException e) {
            return Sighting.absent("there is no `" + Shown.text(file.toString()) + "`");
        } catch (IOException e) {
            throw new CallFailedException(
                    "`" + Shown.text(file.toString()) + "` could not be looked at: "
                            + e.getClass().getSimpleName(),
                    false);
        }
    }

    private static Sighting seen(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String shown = "`" + Shown.text(file.toString()) + "`";
        return attributes.isRegularFile()
                ? new Sighting(true, attributes.lastModifiedTime().toInstant(), attributes.size(), shown)
                : Sighting.absent(shown + " is no file");
    }

    private Sighting newest(Glob pattern, Deadline deadline) throws IOException, CallFailedException {
        Sighting newest =
                Sighting.absent("no file in `" + Shown.text(file.toString()) + "` fits `" + pattern.pattern() + "`");
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(file)) {
            for (Path one : files) {
                if (++count > MOST_FILES || deadline.remaining().isZero()) {
                    throw new CallFailedException(
                            "`" + Shown.text(file.toString()) + "` holds more than can be looked at", false);
                }
                if (pattern.matches(String.valueOf(one.getFileName()))) {
                    newest = newer(newest, seen(one));
                }
            }
        }
        return newest;
    }

    private static Sighting newer(Sighting a, Sighting b) {
        if (!b.there() || b.madeAt() == null) {
            return a;
        }
        return a.madeAt() == null || b.madeAt().isAfter(a.madeAt()) ? b : a;
    }

    @Override
    public Domain domain() {
        return Domain.of(file.toString());
    }
}
