package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Set;

/** A tool writes a version into a file that lists what a project depends on: {@code "zod": "^4.0.0"}. */
record DependencyEdit() implements Condition {

    private static final int LONGEST = 200_000;
    private static final List<String> MANIFESTS = List.of(
            "package.json",
            "pyproject.toml",
            "requirements*.txt",
            "Cargo.toml",
            "go.mod",
            "Gemfile",
            "composer.json",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "libs.versions.toml",
            "*.csproj",
            "pubspec.yaml",
            "Package.swift",
            "mix.exs",
            "environment.yml",
            "deno.json",
            "Podfile");
    private static final Set<String> OLD = Set.of("old_string", "old_str", "oldText", "old_text");

    @Override
    public Certainty in(RuleInput input) {
        ToolCall call = input.action().tool();
        if (call == null || input.effect().reversibility() == Reversibility.READ_ONLY) {
            return Certainty.NO;
        }
        String before = "";
        StringBuilder after = new StringBuilder();
        boolean manifest = false;
        for (var argument : call.arguments().entrySet()) {
            if (argument.getValue() instanceof String text && text.length() <= LONGEST) {
                manifest |= text.indexOf('\n') < 0 && MANIFESTS.stream().anyMatch(name -> Paths.fits(name, text));
                if (OLD.contains(argument.getKey())) {
                    before = text;
                } else {
                    after.append('\n').append(text);
                }
            }
        }
        return Certainty.of(manifest && addsVersion(before, after.toString()));
    }

    private static boolean addsVersion(String before, String after) {
        Set<String> known =
                Set.copyOf(before.lines().map(String::strip).distinct().toList());
        return after.lines().map(String::strip).anyMatch(line -> !known.contains(line) && isDependency(line));
    }

    /** A name and behind it a version: digits, a point, digits; a project's own version is none. */
    private static boolean isDependency(String line) {
        boolean own = line.startsWith("\"version\"") || line.startsWith("version") || line.startsWith("<version>");
        for (int i = 1; i + 1 < line.length() && !own; i++) {
            boolean point = line.charAt(i) == '.'
                    && Character.isDigit(line.charAt(i - 1))
                    && Character.isDigit(line.charAt(i + 1));
            if (point) {
                return line.substring(0, i).chars().anyMatch(Character::isLetter);
            }
        }
        return false;
    }

    @Override
    public Reversibility least() {
        return Reversibility.REVERSIBLE;
    }

    @Override
    public List<String> examples() {
        return List.of("tool Edit {\"file_path\": \"package.json\", \"new_string\": \"\\\"a\\\": \\\"1.0.0\\\"\"}");
    }

    @Override
    public String toString() {
        return "writes a version into a manifest";
    }
}
