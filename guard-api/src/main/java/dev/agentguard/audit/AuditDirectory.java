package dev.agentguard.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The directory of the record's files, one for each process, named so that they sort by their start. */
final class AuditDirectory {

    static final String PREFIX = "audit-";
    static final String SUFFIX = ".jsonl";

    private static final int MOST_FILES = 100_000;
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final boolean posix;

    AuditDirectory(Path directory) {
        this.directory = directory;
        this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Returns a random id for a new file. */
    static String newId() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    Path file(Instant start, String id) {
        long process = ProcessHandle.current().pid();
        return directory.resolve(PREFIX + START.format(start) + "-" + process + "-" + id + SUFFIX);
    }

    /** Returns when a file was begun, by its name, or null if it is no name of one. */
    static @Nullable Instant start(String name) {
        int end = name.indexOf('Z');
        if (!name.startsWith(PREFIX) || end < 0) {
            return null;
        }
        try {
            return START.parse(name.substring(PREFIX.length(), end + 1), Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    void create() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owned("rwx------"));
        }
    }

    FileAttribute<?>[] ownersOnly() {
        return owned("rw-------");
    }

    private FileAttribute<?>[] owned(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Puts the name of a new file on disk; Windows cannot open a directory and needs not. */
    void force() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Returns the newest file of the record, or null if there is none. */
    @Nullable
    Path newest() throws IOException {
        NavigableSet<Path> files = files(directory);
        return files.isEmpty() ? null : files.last();
    }

    /** Returns the record's files in a directory, oldest first; links are not followed. */
    static NavigableSet<Path> files(Path directory) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(entry);
                }
                if (files.size() > MOST_FILES) {
                    throw new IOException("`" + directory + "` holds more than " + MOST_FILES + " files of the record");
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }
}
