package dev.agentguard.javaagent.inventory;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of an application: directories, jars and {@code dir/*} as on a command line, with what a jar holds
 * itself (Spring Boot's {@code BOOT-INF}, {@code WEB-INF}) or names in its manifest. Not safe for use by several threads.
 */
public final class ClassPath implements Closeable {

    /** More than the largest applications have; what is beyond is an error, not overlooked. */
    private static final int MOST_ROOTS = 10_000;

    private static final int LARGEST_CLASS = 16 * 1024 * 1024;
    private static final List<String> NESTED_CLASSES = List.of("BOOT-INF/classes", "WEB-INF/classes");
    private static final List<String> NESTED_JARS = List.of("BOOT-INF/lib", "WEB-INF/lib");

    private final List<FileSystem> opened = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Path> roots = new ArrayList<>();

    /**
     * Opens a class path.
     *
     * @param text entries as after {@code java -cp}
     * @return the class path, to be closed
     * @throws InventoryException if an entry does not exist or is no jar
     */
    public static ClassPath open(String text) throws InventoryException {
        ClassPath path = new ClassPath();
        try {
            for (String entry : text.split(File.pathSeparator, -1)) {
                path.addEntry(entry);
            }
            return path;
        } catch (InventoryException | RuntimeException e) {
            path.close();
            throw e;
        }
    }

    /** Gives every class file to somebody, nearest entry first. */
    void forEachClass(Consumer<byte[]> reader) throws InventoryException {
        for (Path root : roots) {
            try (Stream<Path> all = Files.walk(root)) {
                List<Path> classes = all.filter(file -> isClass(root.relativize(file)))
                        .sorted()
                        .toList();
                for (Path file : classes) {
                    reader.accept(bytes(file));
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                throw new InventoryException("`" + root + "` cannot be read: " + e.getMessage());
            }
        }
    }

    /** Returns the file of a class by its internal name, or null if no entry has it. */
    byte @Nullable [] find(String internalName) throws InventoryException {
        for (Path root : roots) {
            Path file = root.resolve(internalName + ".class");
            if (Files.isRegularFile(file)) {
                try {
                    return bytes(file);
                } catch (IOException e) {
                    throw new InventoryException("`" + file + "` cannot be read: " + e.getMessage());
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        // the nested ones first
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (IOException e) {
                // nothing was written
            }
        }
    }

    private void addEntry(String entry) throws InventoryException {
        if (entry.isBlank()) {
            return;
        }
        try {
            boolean all = entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
            if (all) {
                addJars(Path.of(entry.substring(0, entry.length() - 1)));
            } else {
                add(Path.of(entry));
            }
        } catch (InvalidPathException e) {
            throw new InventoryException("`" + entry + "` is no path");
        }
    }

    private void addJars(Path directory) throws InventoryException {
        if (!Files.isDirectory(directory)) {
            throw new InventoryException("`" + directory + "` is no directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> jars = entries.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            for (Path jar : jars) {
                add(jar);
            }
        } catch (IOException e) {
            throw new InventoryException("`" + directory + "` cannot be listed: " + e.getMessage());
        }
    }

    private void add(Path file) throws InventoryException {
        if (!files.add(file.toAbsolutePath().normalize())) {
            return;
        }
        if (files.size() > MOST_ROOTS) {
            throw new InventoryException("the class path has more than " + MOST_ROOTS + " entries");
        }
        if (Files.isDirectory(file)) {
            roots.add(file);
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new InventoryException("`" + file + "` does not exist");
        }
        addJar(file);
    }

    private void addJar(Path file) throws InventoryException {
        try {
            FileSystem jar = FileSystems.newFileSystem(file, (ClassLoader) null);
            opened.add(jar);
            Path root = jar.getPath("/");
            for (String nested : NESTED_CLASSES) {
                if (Files.isDirectory(root.resolve(nested))) {
                    roots.add(root.resolve(nested));
                }
            }
            roots.add(root);
            for (String nested : NESTED_JARS) {
                if (Files.isDirectory(root.resolve(nested))) {
                    addJars(root.resolve(nested));
                }
            }
            addNamed(file, root.resolve("META-INF/MANIFEST.MF"));
        } catch (IOException | ProviderNotFoundException | UnsupportedOperationException e) {
            throw new InventoryException("`" + file + "` is no directory and no jar that can be read");
        }
    }

    /** The jars that a manifest names, as far as they are there: the same as the JVM does. */
    private void addNamed(Path file, Path manifest) throws IOException, InventoryException {
        if (!Files.isRegularFile(manifest)) {
            return;
        }
        String named;
        try (InputStream in = Files.newInputStream(manifest)) {
            named = new Manifest(in).getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        }
        for (String entry : named == null ? List.<String>of() : Arrays.asList(named.split("\\s+"))) {
            Path sibling = entry.isBlank() || entry.contains(":") ? null : file.resolveSibling(entry);
            if (sibling != null && (Files.isRegularFile(sibling) || Files.isDirectory(sibling))) {
                add(sibling);
            }
        }
    }

    private static boolean isClass(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.endsWith(".class")
                && !name.startsWith("META-INF/")
                && !name.startsWith("BOOT-INF/")
                && !name.startsWith("WEB-INF/")
                && !name.endsWith("module-info.class");
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST_CLASS) {
            throw new IOException("larger than any class");
        }
        return Files.readAllBytes(file);
    }
}
