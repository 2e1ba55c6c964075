package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done with a program that is named like a thing: "apply Terraform", "run Ansible", "npm to install". */
final class ToolActs {

    private static final Map<String, Set<String>> ACTS = Map.of(
            "terraform", Set.of("apply", "destroy", "import", "taint"),
            "tofu", Set.of("apply", "destroy", "import", "taint"),
            "opentofu", Set.of("apply", "destroy", "import", "taint"));
    private static final Set<String> MANAGERS =
            Set.of("npm", "yarn", "pnpm", "bun", "pip", "pip3", "conda", "poetry", "uv", "brew");

    private ToolActs() {}

    /** "apply Terraform": the command; null if this is none. */
    static @Nullable Condition at(List<Token> region, int at) {
        String verb = region.get(at).word();
        String tool = at + 1 < region.size() ? region.get(at + 1).word() : "";
        boolean act = ACTS.getOrDefault(tool, Set.of()).contains(verb)
                && (at + 2 >= region.size() || !Paths.isOne(region.get(at + 2).word()));
        return act ? new CommandShape(Set.of("terraform", "tofu"), List.of(verb), List.of()) : null;
    }

    /** "npm to install packages": its ways to add them; null if it is used for something else. */
    static @Nullable Condition installing(List<Token> region, int at) {
        boolean installs = at + 2 < region.size()
                && MANAGERS.contains(region.get(at).word())
                && (region.get(at + 1).is("to") || region.get(at + 1).is("for"))
                && (Verb.of(region.get(at + 2).word()) == Verb.INSTALL
                        || Verb.of(region.get(at + 2).word()) == Verb.CREATE);
        if (!installs) {
            return null;
        }
        String program = region.get(at).word();
        return AnyOf.of(List.of("install", "i", "add", "ci", "sync").stream()
                .map(form -> CommandShape.of(program, form))
                .toList());
    }
}
