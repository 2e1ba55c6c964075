package dev.agentguard.javaagent.cases;

import dev.agentguard.Guard;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.prose.ProseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A guard for each set of rule files: they are put into a directory of their own and read as those of a project are. The
 * guards that were used last are kept. Not safe for use by several threads.
 */
final class CaseProjects implements AutoCloseable {

    private static final int KEPT = 50;

    /** Claude Code's, where only its own name is given. */
    private static final String SETTINGS = "settings.json";

    private final GuardConfig config;
    private final Function<GuardConfig, Guard> guards;
    private final Map<Map<String, String>, Project> projects = new LinkedHashMap<>(16, 0.75f, true);

    private record Project(Path directory, Guard guard) {

        void close() {
            guard.close();
            delete(directory);
        }
    }

    CaseProjects(GuardConfig config, Function<GuardConfig, Guard> guards) {
        this.config = config;
        this.guards = guards;
    }

    /** Returns the guard of a project with these files, by name. */
    Guard guard(Map<String, String> files) throws CaseException {
        Project known = projects.get(files);
        if (known == null) {
            known = project(files);
            projects.put(files, known);
            if (projects.size() > KEPT) {
                Project oldest = projects.remove(projects.keySet().iterator().next());
                if (oldest != null) {
                    oldest.close();
                }
            }
        }
        return known.guard();
    }

    private Project project(Map<String, String> files) throws CaseException {
        try {
            Path directory = Files.createTempDirectory("guard-case-");
            try {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    write(directory, file.getKey(), file.getValue());
                }
                return new Project(directory, guards.apply(configured(directory, files)));
            } catch (IOException | RuntimeException e) {
                delete(directory);
                throw e;
            }
        } catch (ConfigException e) {
            throw new CaseException("`rules`: " + e.getMessage());
        } catch (IOException e) {
            throw new CaseException("`rules` cannot be put into a directory: " + e.getMessage());
        }
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name.equals(SETTINGS) ? ".claude/" + name : name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A {@code guard.yaml} of the case is a human's own, and takes the place of the one of the whole evaluation. */
    private GuardConfig configured(Path directory, Map<String, String> files) {
        Path own = directory.resolve(ConfigLocator.FILE);
        if (Files.exists(own)) {
            GuardConfig read = GuardConfig.load(own, true);
            return read.withRules(others(directory, files, read));
        }
        GuardConfig found = ConfigLocator.in(directory).locate(null);
        return config.withRules(found.ruleBook().and(others(directory, files, found)));
    }

    /** Prose that stands where no tool would look for it: the case says that it holds. */
    private static RuleBook others(Path directory, Map<String, String> files, GuardConfig read) {
        RuleBook book = RuleBook.empty();
        ProseRules prose = new ProseRules(new ExampleReader(Packs.shipped(), Packs.shipped()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey().toLowerCase(Locale.ROOT);
            boolean isProse = name.endsWith(".md") || name.endsWith(".mdc") || name.endsWith("rules");
            if (isProse && !read.ruleFiles().contains(directory.resolve(file.getKey()))) {
                book = book.and(prose.read(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return book;
    }

    @Override
    public void close() {
        projects.values().forEach(Project::close);
        projects.clear();
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // it lies in the directory for temporary files
        }
    }
}
