package dev.agentguard.approval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds approvals: up to six small files for each request, {@code <id>.request.json},
 * {@code .call.json} (the exact call), {@code .tries.json}, {@code .first.json} (the first yes of two), {@code .answer.json} and
 * {@code .closed.json}. Each is complete when it appears and on disk when the writer goes on. Links are never followed.
 */
final class ApprovalStore {

    /** Work on the store. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, ApprovalException;
    }

    /** The files of a request. */
    enum Part {
        REQUEST,
        CALL,
        TRIES,
        FIRST,
        ANSWER,
        CLOSED;

        private final String suffix = "." + name().toLowerCase(Locale.ROOT) + ".json";
    }

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalStore.class);
    private static final String LOCK = ".lock";
    private static final String TEMPORARY = ".tmp";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 50_000;
    private static final int MOST_WARNINGS = 1_000;

    private final Path directory;
    private final boolean posix;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    ApprovalStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    boolean exists() {
        return Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }

    void create() throws IOException {
        if (!exists()) {
            Files.createDirectories(directory, owned("rwx------"));
        }
    }

    /** Does what reads and then writes while nobody else does, in this process or another. */
    <T> T locked(Work<T> work) throws IOException, ApprovalException {
        check();
        StoreLock lock = StoreLock.take(directory.resolve(LOCK), PATIENCE);
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    private void check() throws IOException, ApprovalException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new ApprovalException("the approval store `" + directory + "` is a link or no directory");
        }
        if (posix) {
            Set<PosixFilePermission> others =
                    EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
            others.retainAll(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS));
            if (!others.isEmpty()) {
                throw new ApprovalException(
                        "the approval store `" + directory + "` can be written by other users; run `chmod 700` on it");
            }
        }
    }

    /** Returns the ids of all requests; names each file that does not belong here once. */
    Set<String> ids() throws IOException, ApprovalException {
        check();
        Set<String> ids = new TreeSet<>();
        int files = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (++files > MOST_FILES) {
                    throw new ApprovalException(
                            "the approval store `" + directory + "` holds more than " + MOST_FILES + " files");
                }
                String name = entry.getFileName().toString();
                int dot = name.indexOf('.');
                if (dot > 0 && Ids.valid(name.substring(0, dot)) && isPart(name.substring(dot))) {
                    if (name.endsWith(Part.REQUEST.suffix)) {
                        ids.add(name.substring(0, dot));
                    }
                } else if (!name.equals(LOCK) && !name.endsWith(TEMPORARY)) {
                    warn(name, "does not belong here and is ignored");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return ids;
    }

    private static boolean isPart(String suffix) {
        return List.of(Part.values()).stream().anyMatch(part -> part.suffix.equals(suffix));
    }

    /** Returns whether there is a request of this id. */
    boolean holds(String id) throws IOException, ApprovalException {
        if (!Ids.valid(id) || !exists()) {
            return false;
        }
        check();
        return has(id, Part.REQUEST);
    }

    /** Returns an id of which nothing is or, after a crash, is left in the store. */
    String freshId() {
        String id = Ids.next();
        while (List.of(Part.values()).stream().anyMatch(has(id))) {
            id = Ids.next();
        }
        return id;
    }

    private Predicate<Part> has(String id) {
        return part -> has(id, part);
    }

    boolean has(String id, Part part) {
        return Files.exists(file(id, part), LinkOption.NOFOLLOW_LINKS);
    }

    byte[] read(String id, Part part) throws IOException {
        Path file = file(id, part);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is a link or no file");
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > LARGEST) {
                throw new IOException("is larger than " + LARGEST + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is read
            }
            return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
        }
    }

    /** Writes a file that replaces its predecessor, if any, in one step. */
    void replace(String id, Part part, byte[] bytes) throws IOException, ApprovalException {
        if (bytes.length > LARGEST) {
            throw new ApprovalException("the request is larger than " + LARGEST + " bytes; ask for less at a time");
        }
        Path temporary = Files.createTempFile(directory, id, TEMPORARY, owned("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                write(channel, bytes);
            }
            Files.move(temporary, file(id, part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory();
    }

    /** Returns whether this call, and no other in any process, made the file. */
    boolean claim(String id, Part part, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(id, part), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owned("rw-------"))) {
            write(channel, bytes);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        forceDirectory();
        return true;
    }

    /** Removes a request; what says that it is used up goes last, so that a crash in between never revives it. */
    void delete(String id) throws IOException {
        for (Part part : List.of(Part.ANSWER, Part.FIRST, Part.CALL, Part.REQUEST, Part.TRIES, Part.CLOSED)) {
            Files.deleteIfExists(file(id, part));
        }
    }

    /** Removes one file of a request, if it is there. */
    void delete(String id, Part part) throws IOException {
        Files.deleteIfExists(file(id, part));
    }

    void warn(String what, String problem) {
        if (warned.size() < MOST_WARNINGS && warned.add(what)) {
            String shown = Visible.text(what.length() > 100 ? what.substring(0, 100) + "…" : what);
            LOG.warn("approval store `{}`: `{}` {}", directory, shown, Visible.text(problem));
        }
    }

    private Path file(String id, Part part) {
        if (!Ids.valid(id)) {
            throw new IllegalArgumentException("not the id of a request");
        }
        return directory.resolve(id + part.suffix);
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    // a new name survives a power failure only once its directory is on disk; Windows cannot open one and needs not
    private void forceDirectory() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] owned(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
