package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What builds, checks and formats code. */
final class BuildMeanings {

    static final Condition BUILDS = AnyOf.of(
            new CommandShape(
                    Set.of(
                            "npm", "pnpm", "yarn", "bun", "make", "just", "task", "cargo", "go", "dotnet", "gradle",
                            "gradlew", "next", "vite", "nx", "turbo", "swift", "mix", "tsup", "astro", "nuxt", "ng"),
                    List.of("build"),
                    List.of()),
            new CommandShape(Set.of("gradle", "gradlew"), List.of("assemble"), List.of()),
            new CommandShape(Set.of("mvn", "mvnw"), List.of("package"), List.of()),
            new CommandShape(Set.of("mvn", "mvnw"), List.of("compile"), List.of()),
            new CommandShape(Set.of("mvn", "mvnw"), List.of("install"), List.of()),
            new CommandShape(Set.of("cmake"), List.of(), List.of(Options.of("--build"))),
            CommandShape.program("xcodebuild", "ninja", "bazel", "webpack", "rollup", "esbuild"));

    private static final Condition LINTS = AnyOf.of(
            CommandShape.program(
                    "eslint",
                    "flake8",
                    "pylint",
                    "ruff",
                    "golangci-lint",
                    "rubocop",
                    "stylelint",
                    "shellcheck",
                    "biome"),
            new CommandShape(Set.of("npm", "pnpm", "yarn", "bun", "make", "just", "task"), List.of("lint"), List.of()),
            CommandShape.of("cargo", "clippy"));

    private BuildMeanings() {}

    static @Nullable Condition of(Verb verb, @Nullable Thing thing) {
        boolean whole = thing == null || thing == Thing.PROJECT || thing == Thing.CODE;
        if (verb == Verb.BUILD && whole) {
            return BUILDS;
        }
        boolean run = verb == Verb.RUN;
        return run && thing == Thing.BUILD_RUN ? BUILDS : run && thing == Thing.LINTER ? LINTS : null;
    }
}
