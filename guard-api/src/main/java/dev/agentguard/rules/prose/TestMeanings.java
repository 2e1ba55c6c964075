package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs tests, of whichever kind. */
final class TestMeanings {

    static final Condition LOADS = CommandShape.program(
            "k6",
            "wrk",
            "wrk2",
            "ab",
            "locust",
            "artillery",
            "hey",
            "vegeta",
            "jmeter",
            "siege",
            "oha",
            "bombardier",
            "gatling",
            "drill",
            "autocannon",
            "tsung",
            "hyperfine");

    private static final Condition STARTERS = CommandShape.program(
            "jest", "vitest", "pytest", "mocha", "rspec", "phpunit", "npm", "pnpm", "yarn", "bun", "npx", "nx", "turbo",
            "mvn", "mvnw", "gradle", "gradlew", "go", "cargo", "make", "just", "task", "dotnet", "rails", "rake", "mix",
            "python", "python3", "tox", "poetry", "uv", "deno", "node");

    static final Condition TESTS = AnyOf.of(
            CommandShape.program(
                    "jest",
                    "vitest",
                    "pytest",
                    "mocha",
                    "playwright",
                    "cypress",
                    "rspec",
                    "phpunit",
                    "k6",
                    "wrk",
                    "ab",
                    "locust",
                    "artillery",
                    "hey",
                    "vegeta",
                    "jmeter",
                    "siege",
                    "newman"),
            new CommandShape(
                    Set.of(
                            "npm", "pnpm", "yarn", "bun", "mvn", "gradle", "gradlew", "mvnw", "go", "cargo", "make",
                            "dotnet", "rails", "rake", "mix"),
                    List.of("test"),
                    List.of()));

    private static final Condition E2E = AnyOf.of(
            CommandShape.program("playwright", "cypress", "detox", "newman", "testcafe", "nightwatch"),
            AllOf.of(STARTERS, new TextHas(List.of("e2e", "end-to-end", "playwright", "cypress"))));

    private static final Condition INTEGRATION =
            AllOf.of(STARTERS, new TextHas(List.of("integration", "test:int", "inttest", "failsafe")));

    private TestMeanings() {}

    static @Nullable Condition of(Verb verb, Thing thing) {
        if (verb != Verb.RUN && verb != Verb.TEST) {
            return null;
        }
        return switch (thing) {
            case E2E_TEST -> E2E;
            case INTEGRATION_TEST -> INTEGRATION;
            case TEST_FILE -> TESTS;
            case TEST_SUITE -> AllOf.of(TESTS, new Unless(new NamesTests()));
            default -> null;
        };
    }
}
