package dev.agentguard.benchmarks;

import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ActionPattern;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.permission.PermissionFile;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import dev.agentguard.rules.permission.PermissionFormat;
import dev.agentguard.rules.permission.PermissionRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Books of rules about files, domains, servers, commands and their acts, as permission files and guard.yaml have them. */
final class Permissions {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private Permissions() {}

    /** Returns a book of so many entries: of ten three are about files, two each about domains and commands. */
    static RuleBook book(int size) {
        StringBuilder claude = new StringBuilder("{\"permissions\": {\"deny\": [\"Read(x)\"");
        StringBuilder gemini = new StringBuilder();
        List<Rule> paths = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            switch (i % 10) {
                case 0 -> entry(claude, "Read(src/module" + i + "/secret/**)");
                case 1 -> entry(claude, "Edit(**/settings" + i + ".yaml)");
                case 2, 3 -> entry(claude, "WebFetch(domain:*.host" + i + ".com)");
                case 4 -> entry(claude, "mcp__server" + i + "__*");
                case 5 -> entry(claude, "Bash(terraform destroy -target=stack" + i + " *)");
                case 6 -> entry(claude, "Bash(program" + i + " *)");
                case 7 -> policy(gemini, "toolName = \"tool_" + i + "\"");
                case 8 -> policy(gemini, "toolName = \"run_shell_command\"\ncommandPrefix = \"other" + i + " x\"");
                default ->
                    paths.add(new Rule(
                            "path-" + i,
                            "guard.yaml:" + i,
                            RuleMatch.Verdict.DENY,
                            ActionPattern.builder()
                                    .paths(List.of("lib/part" + i + "/*"))
                                    .build(),
                            "path " + i,
                            null,
                            null));
            }
        }
        Packs packs = Packs.shipped();
        return RuleBook.of(paths)
                .and(new PermissionRules(PROJECT, PROJECT.resolve("no-home"), new ExampleReader(packs, packs))
                        .read(List.of(
                                file(PermissionFormat.CLAUDE_SETTINGS, ".claude/settings.json", claude + "]}}"),
                                file(PermissionFormat.GEMINI_POLICY, ".gemini/policies/a.toml", gemini.toString()))));
    }

    private static void entry(StringBuilder claude, String entry) {
        claude.append(", \"").append(entry).append('"');
    }

    private static void policy(StringBuilder gemini, String conditions) {
        gemini.append("[[rule]]\n").append(conditions).append("\ndecision = \"deny\"\npriority = 10\n");
    }

    private static PermissionFile file(PermissionFormat format, String name, String text) {
        return new PermissionFile(
                PROJECT.resolve(name), name, format, Layer.PROJECT, text.getBytes(StandardCharsets.UTF_8));
    }
}
