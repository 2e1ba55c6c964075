package dev.agentguard.rules.prose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other names of options that mean something else elsewhere: {@code git commit -n} skips hooks, {@code git push -n} nothing. */
final class ProgramOptions {

    /** Program and subcommand, then pairs of names. */
    private static final Map<String, List<String>> SAME = Map.ofEntries(
            Map.entry("git commit", List.of("-n --no-verify", "-a --all", "-S --gpg-sign", "-s --signoff")),
            Map.entry("git push", List.of("-d --delete", "-u --set-upstream", "-f --force")),
            Map.entry("git branch", List.of("-d --delete", "-m --move", "-f --force", "-D --delete")),
            Map.entry("git tag", List.of("-d --delete", "-f --force", "-a --annotate")),
            Map.entry("git switch", List.of("-c --create", "-C --force-create")),
            Map.entry("git stash", List.of("-u --include-untracked")),
            Map.entry("git rebase", List.of("-i --interactive")),
            Map.entry("git clean", List.of("-f --force", "-n --dry-run")),
            Map.entry("curl", List.of("-k --insecure", "-X --request", "-F --form", "-T --upload-file")),
            Map.entry("docker compose", List.of("-v --volumes", "-d --detach")),
            Map.entry("docker-compose", List.of("-v --volumes", "-d --detach")),
            Map.entry("docker rm", List.of("-v --volumes", "-f --force")),
            Map.entry("pytest", List.of("-x --exitfirst", "-k --keyword", "-s --capture=no")),
            Map.entry("pip", List.of("-e --editable", "-r --requirement", "-U --upgrade")),
            Map.entry("npm", List.of("-D --save-dev", "-w --workspace")),
            Map.entry("make", List.of("-j --jobs")),
            Map.entry("rsync", List.of("-n --dry-run")),
            Map.entry("kubectl", List.of("-n --namespace", "-A --all-namespaces")),
            Map.entry("jest", List.of("-u --updateSnapshot")),
            Map.entry("vitest", List.of("-u --update")),
            Map.entry("sed", List.of("-i --in-place")));

    private ProgramOptions() {}

    /** Returns an option of a command under each of its names. */
    static Options of(String program, List<String> words, String option) {
        Set<String> names = new LinkedHashSet<>(Options.of(option).names());
        String line = words.isEmpty() ? program : program + " " + words.get(0);
        for (String command : List.of(program, line)) {
            for (String same : SAME.getOrDefault(command, List.of())) {
                List<String> both = List.of(same.split(" ", -1));
                if (both.contains(option)) {
                    names.addAll(both);
                }
            }
        }
        return new Options(names);
    }
}
