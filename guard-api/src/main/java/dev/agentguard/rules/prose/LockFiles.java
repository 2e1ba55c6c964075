package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lock files, by the programs that write them: nobody creates one by hand. */
final class LockFiles {

    private static final Map<String, List<String>> WRITERS = Map.of(
            "package-lock.json", List.of("npm"),
            "npm-shrinkwrap.json", List.of("npm"),
            "yarn.lock", List.of("yarn"),
            "pnpm-lock.yaml", List.of("pnpm"),
            "bun.lock", List.of("bun"),
            "bun.lockb", List.of("bun"),
            "poetry.lock", List.of("poetry"),
            "uv.lock", List.of("uv"),
            "pipfile.lock", List.of("pipenv"),
            "composer.lock", List.of("composer"));
    private static final List<String> FORMS = List.of("install", "i", "add", "update", "upgrade", "lock", "sync");

    private LockFiles() {}

    /** Returns the commands that create the files among these that are lock files; none if there is none. */
    static List<Condition> created(List<String> paths) {
        List<Condition> all = new ArrayList<>();
        for (String path : paths) {
            for (String program : WRITERS.getOrDefault(Paths.last(Paths.plain(path)), List.of())) {
                FORMS.forEach(form -> all.add(CommandShape.of(program, form)));
            }
        }
        return all;
    }
}
