package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code pnpm dev} is {@code pnpm run dev}: a script of a package under each name that its manager knows. */
final class PackageScripts {

    private static final Set<String> MANAGERS = Set.of("npm", "pnpm", "yarn", "bun");
    private static final Set<String> RUNS = Set.of("run", "run-script");
    private static final Set<String> LIFECYCLE = Set.of("test", "start", "stop", "restart");
    private static final Set<String> BUILT_IN = Vocabulary.words(
            "install i ci add remove rm uninstall un update up upgrade publish link unlink exec x dlx create init"
                    + " login logout whoami pack version audit outdated why list ls view info config cache prune dedupe"
                    + " rebuild store patch set get token team access owner deprecate dist-tag unpublish pm global"
                    + " workspace workspaces import fetch plugin node");

    private PackageScripts() {}

    /** Other forms of the command line, none if it runs no script. */
    static List<Condition> others(String program, List<String> line) {
        List<Condition> others = new ArrayList<>();
        if (!MANAGERS.contains(program) || line.isEmpty()) {
            return others;
        }
        boolean run = RUNS.contains(line.get(0));
        List<String> script = run ? line.subList(1, line.size()) : line;
        if (script.isEmpty() || (!run && BUILT_IN.contains(script.get(0)))) {
            return others;
        }
        if (run && (!program.equals("npm") || LIFECYCLE.contains(script.get(0)))) {
            others.add(new CommandShape(Set.of(program), script, List.of()));
        } else if (!run) {
            List<String> whole = new ArrayList<>(List.of("run"));
            whole.addAll(script);
            others.add(new CommandShape(Set.of(program), whole, List.of()));
        }
        return others;
    }
}
