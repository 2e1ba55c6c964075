package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** "git commands", "shell commands", "`aws` CLI commands": what the name of a tool limits a sentence to. */
final class Tools {

    private static final Set<String> ACTS = Set.of(
            "command",
            "commands",
            "operation",
            "operations",
            "cli",
            "action",
            "actions",
            "call",
            "calls",
            "statement",
            "statements",
            "query",
            "queries");

    private Tools() {}

    static @Nullable Condition of(List<String> names) {
        for (String name : names) {
            Condition condition = of(name);
            if (condition != null) {
                return condition;
            }
        }
        return null;
    }

    static @Nullable Condition of(String name) {
        return switch (name) {
            case "git" -> Effects.operations("git:*");
            case "shell", "terminal", "bash", "console", "cli" -> new AnyCommand();
            case "sql" -> Effects.operations("sql:*");
            case "database", "db" ->
                AnyOf.of(
                        Effects.operations("sql:*", "databases:*", "redis:*", "query:*", "mysqladmin:*"),
                        Effects.resources(Reversibility.READ_ONLY, "migrations:*"),
                        Effects.touching("database", "table", "db"));
            case "file", "filesystem" -> AnyOf.of(FileMeanings.WRITES, FileMeanings.DELETES);
            case "docker",
                    "podman",
                    "kubectl",
                    "helm",
                    "terraform",
                    "tofu",
                    "pulumi",
                    "aws",
                    "gcloud",
                    "az",
                    "npm",
                    "heroku",
                    "vercel",
                    "fly",
                    "flyctl",
                    "railway",
                    "supabase",
                    "gh",
                    "firebase",
                    "wrangler",
                    "doctl",
                    "psql",
                    "mysql",
                    "redis-cli",
                    "ssh" -> CommandShape.program(name);
            case "ansible" ->
                CommandShape.program(
                        "ansible", "ansible-playbook", "ansible-galaxy", "ansible-vault", "ansible-console");
            case "kubernetes", "k8s" -> CommandShape.program("kubectl", "helm");
            case "cloud", "infrastructure" -> CloudMeanings.INFRASTRUCTURE;
            default -> null;
        };
    }

    /** Whether the name is one of a program, so that its commands are those. */
    static boolean isProgram(String name) {
        return name.equals("git") || name.equals("ansible") || name.equals("ssh") || ofSystem(name);
    }

    /** Programs that speak to systems, so that "read-only" says what not to do with them. */
    static boolean ofSystem(String name) {
        return Set.of(
                        "aws",
                        "gcloud",
                        "az",
                        "kubectl",
                        "terraform",
                        "gh",
                        "psql",
                        "mysql",
                        "helm",
                        "docker",
                        "redis-cli",
                        "doctl")
                .contains(name);
    }

    static boolean isAct(String word) {
        return ACTS.contains(word);
    }
}
