package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the program that a tool is named after and whose arguments it is given: {@code kubectl(args: "get pods")}. */
final class ProgramTools {

    private static final Set<String> PROGRAMS = Set.of(
            "kubectl",
            "oc",
            "helm",
            "argocd",
            "flux",
            "docker",
            "podman",
            "git",
            "gh",
            "glab",
            "aws",
            "gcloud",
            "gsutil",
            "bq",
            "az",
            "doctl",
            "terraform",
            "tofu",
            "terragrunt",
            "pulumi",
            "ansible",
            "vault",
            "consul",
            "nomad",
            "psql",
            "mysql",
            "mongosh",
            "heroku",
            "railway",
            "fly",
            "flyctl",
            "vercel",
            "netlify",
            "supabase",
            "npm",
            "npx",
            "pnpm",
            "yarn",
            "mvn",
            "gradle",
            "cargo",
            "pip",
            "prisma",
            "curl",
            "rsync",
            "systemctl");

    /** What names of tools say beside the program. */
    private static final Set<String> RUNNING =
            Set.of("run", "execute", "exec", "invoke", "call", "use", "cli", "command", "cmd", "raw", "tool");

    private static final Set<String> LINE = Set.of(
            "args",
            "arg",
            "arg0",
            "arguments",
            "argv",
            "command",
            "commandline",
            "commandargs",
            "cmd",
            "cmdline",
            "input",
            "line",
            "params",
            "parameters");

    /** What does not change which line it is. */
    private static final Set<String> BESIDE = Set.of(
            "cwd", "dir", "directory", "workdir", "workingdir", "workingdirectory", "path", "timeout", "timeoutms");

    private ProgramTools() {}

    /** Returns the program with a blank behind it; null if the tool is none, or is given more than a line for it. */
    static @Nullable String program(String program, ToolCall call) {
        if (program.isEmpty()) {
            return null;
        }
        int lines = 0;
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            String key = ArgumentNames.key(argument.getKey());
            Object value = argument.getValue();
            boolean beside = value == null
                    || value instanceof Number
                    || value instanceof Boolean
                    || BESIDE.contains(key)
                    || ArgumentNames.isProse(key);
            if (!beside && !(LINE.contains(key) && (value instanceof String || value instanceof List))) {
                return null;
            }
            lines += beside ? 0 : 1;
        }
        return lines == 1 ? program + " " : null;
    }

    /** Returns the program in a tool's name, or nothing. */
    static String named(String tool) {
        String program = "";
        for (String word : tool.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", 20)) {
            if (PROGRAMS.contains(word) && program.isEmpty()) {
                program = word;
            } else if (!word.isEmpty() && !RUNNING.contains(word)) {
                return "";
            }
        }
        return program;
    }

    static boolean isLine(String key) {
        return LINE.contains(key);
    }

    /** Returns the whole line; the program may stand in it already. */
    static String line(String program, String text) {
        String line = text.stripLeading();
        return line.startsWith(program) ? line : program + line;
    }
}
