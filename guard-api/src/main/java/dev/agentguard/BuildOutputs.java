package dev.agentguard;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Resource;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where builds put what they make, beside the file that describes them. What was not there before a build that a session
 * ran is that session's own.
 */
final class BuildOutputs {

    private static final String BUILD = "build:";

    private static final List<String> MAVEN = List.of("target");
    private static final List<String> GRADLE = List.of("build", ".gradle");
    private static final List<String> NODE = List.of("node_modules", "dist", "build", "coverage", ".next", ".nuxt");
    private static final List<String> BUNDLE = List.of("dist", "build", ".next", ".nuxt");
    private static final List<String> PYTHON =
            List.of(".pytest_cache", "__pycache__", "htmlcov", ".coverage", ".mypy_cache", ".ruff_cache", ".tox");

    private static final Map<String, List<String>> OUTPUTS = Map.ofEntries(
            Map.entry("mvn", MAVEN),
            Map.entry("mvnw", MAVEN),
            Map.entry("mvnd", MAVEN),
            Map.entry("cargo", MAVEN),
            Map.entry("sbt", MAVEN),
            Map.entry("gradle", GRADLE),
            Map.entry("gradlew", GRADLE),
            Map.entry("npm", NODE),
            Map.entry("pnpm", NODE),
            Map.entry("yarn", NODE),
            Map.entry("bun", NODE),
            Map.entry("vite", BUNDLE),
            Map.entry("webpack", BUNDLE),
            Map.entry("next", BUNDLE),
            Map.entry("jest", List.of("coverage")),
            Map.entry("vitest", List.of("coverage")),
            Map.entry("pytest", PYTHON),
            Map.entry("tox", PYTHON),
            Map.entry("mypy", PYTHON),
            Map.entry("ruff", PYTHON));

    private BuildOutputs() {}

    /** Returns what a build may make in the directory in which it runs, of what is not there yet. */
    static List<Resource> of(Effect effect, @Nullable Path directory) {
        if (directory == null
                || !effect.reversibility().mayWrite()
                || !effect.resource().type().startsWith(BUILD)
                || !effect.places().isEmpty()) {
            return List.of();
        }
        return OUTPUTS.getOrDefault(program(effect.operation()), List.of()).stream()
                .map(directory::resolve)
                .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .map(OwnFiles::resource)
                .toList();
    }

    /** {@code build:mvn}, {@code npm:ci}. */
    private static String program(String operation) {
        String name = operation.startsWith(BUILD) ? operation.substring(BUILD.length()) : operation;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
