package dev.agentguard.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the files in which people write rules for agents: those of the user, those of the project, and those in folders
 * below, in this order. Links to folders are not followed; the walk is bounded.
 */
final class RuleFileFinder {

    private static final List<String> ROOT = List.of(
            "AGENTS.md",
            "CLAUDE.md",
            ".claude/CLAUDE.md",
            "CLAUDE.local.md",
            "GEMINI.md",
            ".cursorrules",
            ".windsurfrules",
            ".clinerules",
            ".github/copilot-instructions.md");

    private static final List<String> HOME = List.of(".claude/CLAUDE.md", ".gemini/GEMINI.md", ".codex/AGENTS.md");

    /** Folders of rule files, with how their names end. */
    private static final List<Folder> FOLDERS = List.of(
            new Folder(".claude/rules", List.of(".md")),
            new Folder(".cursor/rules", List.of(".mdc", ".md")),
            new Folder(".github/instructions", List.of(".instructions.md")),
            new Folder(".windsurf/rules", List.of(".md")),
            new Folder(".clinerules", List.of(".md", ".txt")),
            new Folder(".kiro/steering", List.of(".md")),
            new Folder(".agent/rules", List.of(".md")),
            new Folder(".agents/rules", List.of(".md")));

    private static final Set<String> NESTED = Set.of("AGENTS.md", "CLAUDE.md", "CLAUDE.local.md", "GEMINI.md");
    private static final Set<String> SKIPPED = Set.of(
            "node_modules",
            "vendor",
            "third_party",
            "target",
            "build",
            "dist",
            "out",
            "bin",
            "obj",
            "venv",
            "env",
            "__pycache__",
            "site-packages",
            "coverage",
            "tmp");

    private static final int MOST = 300;
    private static final int MOST_ENTRIES = 30_000;
    private static final int DEEPEST = 8;

    private final Path base;
    private final Set<Path> files = new LinkedHashSet<>();
    private int entries;

    RuleFileFinder(Path base) {
        this.base = base;
    }

    private record Folder(String path, List<String> endings) {}

    List<Path> usual() {
        Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
        HOME.forEach(name -> add(home.resolve(name)));
        walk(home.resolve(".claude/rules"), List.of(".md"), 0);
        ROOT.forEach(name -> add(base.resolve(name)));
        FOLDERS.forEach(folder -> walk(base.resolve(folder.path()), folder.endings(), 0));
        nested(base, 0);
        return List.copyOf(files);
    }

    /** Whether there was more than is looked at. */
    boolean isCut() {
        return entries >= MOST_ENTRIES || files.size() >= MOST;
    }

    private void add(Path file) {
        if (files.size() < MOST && Files.isRegularFile(file)) {
            files.add(file);
        }
    }

    private void walk(Path folder, List<String> endings, int depth) {
        for (Path entry : list(folder)) {
            String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth < DEEPEST) {
                    walk(entry, endings, depth + 1);
                }
            } else if (endings.stream().anyMatch(name::endsWith)) {
                add(entry);
            }
        }
    }

    private void nested(Path folder, int depth) {
        for (Path entry : list(folder)) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth < DEEPEST && !name.startsWith(".") && !SKIPPED.contains(name)) {
                    nested(entry, depth + 1);
                }
            } else if (depth > 0 && NESTED.contains(name)) {
                add(entry);
            }
        }
    }

    /** The entries of a folder in a fixed order; none if it is no folder or cannot be listed. */
    private List<Path> list(Path folder) {
        if (entries >= MOST_ENTRIES || !Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                found.add(entry);
                if (++entries >= MOST_ENTRIES) {
                    break;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }
}
