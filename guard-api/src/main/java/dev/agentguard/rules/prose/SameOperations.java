package dev.agentguard.rules.prose;

/** Operations of hosts that are the same as a command that a sentence names. */
final class SameOperations {

    private SameOperations() {}

    /** A named command that has other forms: {@code git rebase} is what {@code git pull --rebase} does. */
    static Condition widened(String operation, Condition condition) {
        return switch (operation) {
            case "git:rebase" -> AnyOf.of(condition, GitCommands.REBASES);
            case "gh:release-create" ->
                AnyOf.of(condition, Operates.writing("github:POST /repos/{owner}/{repo}/releases"));
            case "gh:pr-merge" -> AnyOf.of(condition, CodeHosts.merges());
            case "gh:pr-create" -> AnyOf.of(condition, CodeHosts.pulls("create"));
            case "gh:repo-delete" -> AnyOf.of(condition, Operates.destroying("github:DELETE /repos/{owner}/{repo}"));
            case "gh:release-delete" ->
                AnyOf.of(condition, Operates.destroying("github:DELETE /repos/{owner}/{repo}/releases/*"));
            case "vault:kv-delete", "vault:kv-destroy", "vault:kv-metadata-delete", "vault:delete" ->
                AnyOf.of(condition, Operates.destroying("vault:DELETE *"));
            default -> condition;
        };
    }
}
