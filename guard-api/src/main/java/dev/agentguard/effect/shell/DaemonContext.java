package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Set;

/** Which daemon the next commands go to, after {@code docker context use other}. */
final class DaemonContext {

    private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl");

    private DaemonContext() {}

    static void note(String program, List<Word> arguments, Shell shell) {
        int size = arguments.size();
        if (size < 3 || !PROGRAMS.contains(program)) {
            return;
        }
        String group = arguments.get(size - 3).text();
        String verb = arguments.get(size - 2).text();
        boolean changes =
                group.equals("context") ? verb.equals("use") : group.equals("connection") && verb.equals("default");
        if (changes) {
            shell.assign("DOCKER_CONTEXT", Shell.Value.of(arguments.get(size - 1)));
            shell.export("DOCKER_CONTEXT");
        }
    }
}
