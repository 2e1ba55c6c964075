package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.permission.PermissionFile;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import dev.agentguard.rules.permission.PermissionFormat;
import dev.agentguard.rules.permission.PermissionRules;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The permission files of coding agents: those that {@code rule-files:} names, or the usual ones of the project, of the
 * user and of the organisation. Each is read once: the rules and the digest come from the same bytes. A file that was
 * merely found and cannot be used is listed and stops nothing; one that {@code guard.yaml} names is an error.
 */
final class PermissionFiles {

    private static final int MOST = 200;

    private static final Map<String, Layer> IN_PROJECT = Map.of(
            ".claude/settings.json", Layer.PROJECT,
            ".claude/settings.local.json", Layer.LOCAL,
            ".cursor/permissions.json", Layer.PROJECT,
            ".cursor/cli.json", Layer.PROJECT,
            ".cursor/hooks.json", Layer.PROJECT);

    private static final List<String> IN_HOME = List.of(
            ".claude/settings.json", ".cursor/permissions.json", ".cursor/cli-config.json", ".cursor/hooks.json");

    private static final List<String> FOLDERS = List.of(".codex/rules", ".gemini/policies");

    private static final List<String> MANAGED_SETTINGS = List.of(
            "etc/claude-code/managed-settings.json",
            "Library/Application Support/ClaudeCode/managed-settings.json",
            "Program Files/ClaudeCode/managed-settings.json");

    private static final List<String> MANAGED_POLICIES = List.of(
            "etc/gemini-cli/policies",
            "Library/Application Support/GeminiCli/policies",
            "ProgramData/gemini-cli/policies");

    private final Path base;
    private final Path home;
    private final Path root;
    private final List<Advice> notes = new ArrayList<>();
    private final Map<Path, Found> files = new LinkedHashMap<>();

    /** What is known of a file before it is read; the node names it, if guard.yaml does. */
    private record Found(
            Layer layer, PermissionFormat format, @Nullable YamlNode node) {}

    PermissionFiles(Path base) {
        this(base, Path.of(System.getProperty("user.home", ".")), rootOf(base));
    }

    /**
     * Creates the files around a directory.
     *
     * @param root where the organisation's files are looked for
     */
    PermissionFiles(Path base, Path home, Path root) {
        this.base = base;
        this.home = home;
        this.root = root;
    }

    private static Path rootOf(Path base) {
        Path found = base.toAbsolutePath().getRoot();
        return found == null ? base : found;
    }

    /** Whether a file that {@code rule-files:} names is one of these, by its name. */
    static boolean isOne(Path file) {
        return PermissionFormat.of(file) != null;
    }

    /** Finds the files: those that a section names, or the usual ones; a file that was merely found cannot drop these. */
    PermissionFiles locate(@Nullable YamlNode section, Trust trust) {
        if (section != null) {
            for (YamlNode item : Values.stringNodes(section)) {
                Path file = Values.path(item, base);
                if (isOne(file) && !Files.isRegularFile(file)) {
                    throw item.error("no such file `" + item.string() + "`");
                }
                if (isOne(file) && (isInside(file) || trust.accepts(item, "a rule file outside this directory"))) {
                    named(file, item);
                }
            }
        }
        if (section == null || !trust.isTrusted()) {
            usual();
        }
        managed();
        return this;
    }

    private void named(Path file, YamlNode node) {
        PermissionFormat format = PermissionFormat.of(file);
        if (format != null) {
            files.put(file, new Found(layerOf(file), format, node));
        }
    }

    private Layer layerOf(Path file) {
        Path name = file.getFileName();
        boolean managed = name != null && name.toString().equals("managed-settings.json");
        boolean ofUser = !file.startsWith(base) && file.startsWith(home);
        return managed ? Layer.MANAGED : ofUser ? Layer.USER : Layer.PROJECT;
    }

    /** Finds the project's and the user's usual files. */
    private void usual() {
        IN_PROJECT.keySet().stream().sorted().forEach(name -> found(base.resolve(name), IN_PROJECT.get(name)));
        FOLDERS.forEach(name -> folder(base.resolve(name), Layer.PROJECT));
        IN_HOME.forEach(name -> found(home.resolve(name), Layer.USER));
        FOLDERS.forEach(name -> folder(home.resolve(name), Layer.USER));
    }

    /** Finds the organisation's files, which hold whatever the project says. */
    private void managed() {
        MANAGED_SETTINGS.forEach(name -> found(root.resolve(name), Layer.MANAGED));
        for (String name : MANAGED_POLICIES) {
            Path folder = root.resolve(name);
            if (Files.isDirectory(folder) && !isOnlyRoots(folder)) {
                note(folder, "must belong to root and be writable by nobody else, as Gemini CLI demands too");
            } else {
                folder(folder, Layer.MANAGED);
            }
        }
    }

    private void found(Path file, @Nullable Layer layer) {
        PermissionFormat format = PermissionFormat.of(file);
        if (format == null || layer == null || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            note(file, "no file that can be read");
            return;
        }
        if ((layer == Layer.PROJECT || layer == Layer.LOCAL) && !isInside(file)) {
            note(file, "a link to a file outside of the project; it is read all the same");
        }
        files.putIfAbsent(file, new Found(layer, format, null));
    }

    private void folder(Path folder, Layer layer) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> inside = entries.filter(PermissionFiles::isOne)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            inside.stream().limit(MOST).forEach(file -> found(file, layer));
            if (inside.size() > MOST) {
                note(folder, "more than " + MOST + " files, the others are not read");
            }
        } catch (IOException | UncheckedIOException e) {
            note(folder, "cannot be listed");
        }
    }

    private void note(Path path, String because) {
        notes.add(new Advice(name(path) + ":1", "", because));
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(base.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOnlyRoots(Path folder) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            Set<PosixFilePermission> permissions = attributes.permissions();
            return attributes.owner().getName().equals("root")
                    && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                    && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /** The files that are read. */
    List<Path> paths() {
        return List.copyOf(files.keySet());
    }

    /**
     * Reads the files.
     *
     * @param packs say what commands do
     * @throws ConfigException if one that guard.yaml names cannot be used
     */
    RuleBook read(Digests digests, KnownPacks packs) {
        if (files.isEmpty()) {
            return RuleBook.of(List.of(), notes);
        }
        PermissionRules rules = new PermissionRules(base, home, packs.examples());
        List<PermissionFile> contents = new ArrayList<>();
        files.forEach((path, found) -> {
            byte[] content = BoundedFiles.read(path);
            if (content == null) {
                unreadable(path, found);
                return;
            }
            PermissionFile file = new PermissionFile(path, name(path), found.format(), found.layer(), content);
            Advice problem = found.node() == null ? null : rules.problem(file);
            if (problem != null) {
                throw new ConfigException(problem.source() + ":1: " + problem.because());
            }
            digests.add(file.name(), content);
            contents.add(file);
        });
        return RuleBook.of(List.of(), notes).and(rules.read(contents));
    }

    private void unreadable(Path path, Found found) {
        if (found.node() != null) {
            throw found.node().error("cannot read `" + name(path) + "`");
        }
        note(path, "cannot be read, nothing of it is enforced");
    }

    private String name(Path file) {
        if (file.startsWith(base)) {
            return base.relativize(file).toString();
        }
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }
}
