package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Other ways to write a command that a rule names: {@code kubectl delete ns}, {@code terraform apply -destroy}. */
final class SameCommands {

    private static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("namespace", List.of("ns", "namespaces")),
            Map.entry("pod", List.of("po", "pods")),
            Map.entry("deployment", List.of("deploy", "deployments")),
            Map.entry("service", List.of("svc", "services")),
            Map.entry("configmap", List.of("cm", "configmaps")),
            Map.entry("node", List.of("no", "nodes")),
            Map.entry("ingress", List.of("ing", "ingresses")),
            Map.entry("statefulset", List.of("sts", "statefulsets")),
            Map.entry("daemonset", List.of("ds", "daemonsets")),
            Map.entry("secret", List.of("secrets")),
            Map.entry("job", List.of("jobs")),
            Map.entry("pvc", List.of("persistentvolumeclaim", "persistentvolumeclaims")),
            Map.entry("pv", List.of("persistentvolume", "persistentvolumes")),
            Map.entry("crd", List.of("customresourcedefinition", "customresourcedefinitions")));
    private static final Set<String> TERRAFORMS = Set.of("terraform", "tofu", "terragrunt");

    private static final Set<String> SUBCOMMANDS = Set.of("migrate", "db", "compose", "state", "run-all", "stack");

    /** Programs that only look at a script that is given to them, or work on its file. */
    private static final Condition LOOKS = CommandShape.program(
            "cat", "bat", "less", "more", "head", "tail", "grep", "rg", "ls", "stat", "wc", "sed", "file", "diff",
            "git", "chmod", "vim", "nano", "code");

    private SameCommands() {}

    /** "`awk` with write": a program that mostly reads, where it changes something. */
    static @Nullable Condition writing(String program, String with, String what) {
        boolean writes = with.equals("with")
                && Set.of("write", "writes", "writing", "redirection", "redirects", "in-place", "inplace")
                        .contains(what);
        return writes && Programs.isOne(program)
                ? AllOf.of(
                        Effects.any(Reversibility.REVERSIBLE),
                        new CommandShape(FAMILIES.getOrDefault(program, Set.of(program)), List.of(), List.of()))
                : null;
    }

    private static final Map<String, Set<String>> FAMILIES = Map.of(
            "awk", Set.of("awk", "gawk", "mawk", "nawk", "original-awk"),
            "sed", Set.of("sed", "gsed"),
            "vi", Set.of("vi", "vim", "nvim", "ex"));

    /** A script that is given to what runs it: {@code python dial.py}, not {@code cat dial.py}. */
    static Condition started(List<String> words, List<Options> options) {
        return AllOf.of(new CommandShape(Set.of(), words, options), new Unless(LOOKS));
    }

    /** A command by its program, words and operands, and what else does just that. */
    static Condition widened(Condition condition, String program, List<String> words, List<String> operands) {
        List<Condition> all = new ArrayList<>(List.of(condition));
        List<String> line = new ArrayList<>(words);
        line.addAll(operands);
        all.addAll(PackageScripts.others(program, line));
        if (program.equals("kubectl") || program.equals("oc")) {
            for (int i = 0; i < line.size(); i++) {
                for (String other : others(line.get(i))) {
                    List<String> same = new ArrayList<>(line);
                    same.set(i, other);
                    all.add(new CommandShape(Set.of(program), same, List.of()));
                }
            }
        }
        if (TERRAFORMS.contains(program) && line.equals(List.of("destroy"))) {
            all.add(new CommandShape(
                    TERRAFORMS, List.of("apply"), List.of(new Options(Set.of("-destroy", "--destroy")))));
            all.add(CommandShape.of("terraform", "run-all", "destroy"));
        }
        if (SUBCOMMANDS.contains(program) && !line.isEmpty()) {
            List<String> inside = new ArrayList<>(List.of(program));
            inside.addAll(line);
            all.add(new CommandShape(Set.of(), inside, List.of()));
        }
        if (program.equals("db:push") || (program.equals("drizzle-kit") && line.equals(List.of("push")))) {
            all.add(Operates.writing("drizzle-kit:push*", "prisma:db-push*", "supabase:db-push*"));
        }
        return AnyOf.of(all);
    }

    private static List<String> others(String kind) {
        List<String> others = new ArrayList<>();
        KINDS.forEach((name, forms) -> {
            if (name.equals(kind) || forms.contains(kind)) {
                others.addAll(forms);
                others.add(name);
                others.remove(kind);
            }
        });
        return others;
    }
}
