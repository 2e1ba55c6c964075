package dev.agentguard.config;

import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.prose.ProseRules;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code rule-files:}, or the usual ones beside {@code guard.yaml}. Each is read once: the rules and the digest come
 * from the same bytes.
 */
final class RuleFiles {

    private static final List<String> USUAL =
            List.of("AGENTS.md", "CLAUDE.md", "GEMINI.md", ".cursorrules", ".github/copilot-instructions.md");
    private static final Path CURSOR_RULES = Path.of(".cursor", "rules");
    private static final int MOST = 200;

    private final Path base;
    private final Trust trust;

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
                }
            }
        }
        if (section == null || !trust.isTrusted()) {
            files.addAll(usual());
        }
        return List.copyOf(files);
    }

    RuleBook read(List<Path> files, Digests digests) {
        RuleBook book = RuleBook.empty();
        ProseRules prose = new ProseRules(new ExampleReader(Packs.shipped(), Packs.shipped()));
        for (Path file : files) {
            byte[] content = BoundedFiles.read(file);
            if (content == null) {
                throw new ConfigException(name(file) + ":1:1: rule file cannot be read");
            }
            digests.add(name(file), content);
            book = book.and(prose.read(name(file), content));
        }
        return book;
    }

    private List<Path> usual() {
        List<Path> files = new ArrayList<>();
        for (String name : USUAL) {
            Path file = base.resolve(name);
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        }
        Path folder = base.resolve(CURSOR_RULES);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(file -> file.toString().endsWith(".mdc") && Files.isRegularFile(file))
                        .sorted()
                        .limit(MOST)
                        .forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new ConfigException(CURSOR_RULES + ":1:1: rule files cannot be listed");
            }
        }
        return files;
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(base.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private String name(Path file) {
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }
}
