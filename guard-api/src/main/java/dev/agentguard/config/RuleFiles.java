package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.prose.ProseRules;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code rule-files:}, or the usual ones of the user and of the folder of {@code guard.yaml}, with what they import. Each
 * is read once: the rules and the digest come from the same bytes.
 */
final class RuleFiles {

    /** As many imports deep as Claude Code goes. */
    private static final int HOPS = 4;

    private static final int MOST = 500;

    private final Path base;
    private final Trust trust;
    private final List<Advice> notes = new ArrayList<>();
    private final Set<Path> named = new HashSet<>();

    RuleFiles(Path base, Trust trust) {
        this.base = base;
        this.trust = trust;
    }

    /** A file that was merely found cannot drop the usual files, and cannot show other parts of the machine. */
    List<Path> locate(@Nullable YamlNode section) {
        Set<Path> files = new LinkedHashSet<>();
        if (section != null) {
            for (YamlNode item : Values.stringNodes(section)) {
                Path file = Values.path(item, base);
                if (PermissionFiles.isOne(file)) {
                    continue;
                }
                if (!Files.isRegularFile(file)) {
                    throw item.error("no such file `" + item.string() + "`");
                }
                if (isInside(file) || trust.accepts(item, "a rule file outside this directory")) {
                    files.add(file);
                    named.add(real(file));
                }
            }
        }
        if (section == null || !trust.isTrusted()) {
            files.addAll(usual());
        }
        return withImports(files);
    }

    /** Reads files; one that was merely found and cannot be read leaves the others in force. */
    RuleBook read(List<Path> files, Digests digests, KnownPacks packs) {
        if (files.isEmpty()) {
            return RuleBook.of(List.of(), notes);
        }
        RuleBook book = RuleBook.empty();
        ProseRules prose = new ProseRules(packs.examples());
        for (Path file : files) {
            byte[] content = BoundedFiles.read(file);
            if (content == null) {
                unreadable(file);
                continue;
            }
            digests.add(name(file), content);
            String problem = FrontMatter.problem(name(file), content);
            if (problem != null) {
                notes.add(new Advice(name(file) + ":1", "", problem));
            }
            book = book.and(prose.read(name(file), content));
        }
        return book.and(RuleBook.of(List.of(), notes));
    }

    private void unreadable(Path file) {
        if (named.contains(real(file))) {
            throw new ConfigException(name(file) + ":1:1: rule file cannot be read");
        }
        notes.add(new Advice(name(file) + ":1", "", "cannot be read, nothing of it is enforced"));
    }

    private List<Path> usual() {
        RuleFileFinder finder = new RuleFileFinder(base);
        List<Path> files = new ArrayList<>();
        for (Path file : finder.usual()) {
            boolean linked = file.startsWith(base) && !isInside(file);
            if (linked) {
                notes.add(new Advice(
                        name(file) + ":1",
                        "",
                        trust.isTrusted()
                                ? "leads outside of this directory"
                                : "leads outside of this directory and is not read; name it under `rule-files`"));
            }
            if (!linked || trust.isTrusted()) {
                files.add(file);
            }
        }
        if (finder.isCut()) {
            notes.add(new Advice(".:1", "", "not every folder was searched for rule files, there are too many"));
        }
        return files;
    }

    /** Each file followed by what it imports, each file once. */
    private List<Path> withImports(Set<Path> files) {
        Map<Path, Integer> hops = new HashMap<>();
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            follow(file, 0, hops, all, new HashSet<>());
        }
        return List.copyOf(all);
    }

    private void follow(Path file, int depth, Map<Path, Integer> hops, List<Path> all, Set<Path> open) {
        Path real = real(file);
        if (all.size() >= MOST || (depth > 0 && hops.getOrDefault(real, Integer.MAX_VALUE) <= depth)) {
            return;
        }
        if ((hops.put(real, depth) == null || depth == 0) && !all.contains(file)) {
            all.add(file);
        }
        if (!RuleImports.areIn(file) && depth == 0) {
            return;
        }
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            return;
        }
        open.add(real);
        for (RuleImports.Import found : RuleImports.of(new String(content, StandardCharsets.UTF_8))) {
            String source = name(file) + ":" + found.line();
            Path target = found.from(file);
            String problem = problem(target, depth, open);
            if (problem != null) {
                notes.add(new Advice(source, "@" + found.path(), problem));
            } else if (target != null) {
                follow(target, depth + 1, hops, all, open);
            }
        }
        open.remove(real);
    }

    private @Nullable String problem(@Nullable Path target, int depth, Set<Path> open) {
        if (target == null || !Files.isRegularFile(target)) {
            return "imports a file that is not there";
        }
        if (open.contains(real(target))) {
            return "imports a file that imports it, which is read once";
        }
        if (depth >= HOPS) {
            return "is more than " + HOPS + " imports away, nothing of it is enforced";
        }
        return isInside(target) || named.contains(real(target))
                ? null
                : "leads outside of this directory and is not read; name it under `rule-files`";
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(base.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    private String name(Path file) {
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }
}
