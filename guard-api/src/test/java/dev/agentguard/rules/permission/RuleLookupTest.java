package dev.agentguard.rules.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.shell.ShellReader;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ActionPattern;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules that are looked up say what they would say if each were asked. */
class RuleLookupTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path HOME = PROJECT.resolve("target/no-home");
    private static final Packs PACKS = Packs.shipped();
    private static final ShellReader SHELL =
            new ShellReader(PACKS, call -> List.of(), sql -> List.of(), Limits.DEFAULT);

    private static final List<String> PATHS = List.of(
            ".env",
            "src/generated/**",
            "src/*/gen/x",
            "src/gen",
            "*.pem",
            "**/*.lock",
            "/etc/passwd",
            "//etc/**",
            "~/.ssh/**",
            "a/**",
            "**/secrets/*",
            "x[ab].key",
            "docs/",
            "./notes.md",
            "../other/**",
            "**",
            "src/**/deep/*.java",
            "*");

    private static final List<String> DOMAINS = List.of(
            "example.com",
            "*.example.com",
            "api.*.com",
            "*",
            "*.com",
            "Example.ORG",
            "a.b.c.example.com",
            "*.*.example.com");

    private static final List<String> TOOLS = List.of(
            "mcp__github__delete_*",
            "mcp__github",
            "mcp__github__create_issue",
            "mcp__*",
            "deploy",
            "delete_*",
            "mcp__git*");

    private static final List<String> COMMANDS = List.of(
            "terraform destroy *",
            "git push *",
            "rm -rf *",
            "gh repo delete *",
            "kubectl delete *",
            "aws s3 rb *",
            "dropdb *",
            "railway volume delete *",
            "curl *",
            "echo *",
            "docker volume rm data",
            "helm uninstall *");

    private static final List<String> LINES = List.of(
            "cat .env",
            "rm -rf src",
            "rm -rf src/foo",
            "rm -rf src/foo/gen",
            "rm -rf src/generated/a",
            "rm -rf .",
            "rm -rf /",
            "rm -rf /etc",
            "rm x.pem",
            "touch a/b/c.lock",
            "echo x > src/generated/deep/A.java",
            "cat ~/.ssh/id_rsa",
            "rm $FILE",
            "rm src/$X/gen",
            "mv docs old",
            "rm xa.key",
            "cat config/secrets/db",
            "rm -rf config",
            "git push -f",
            "terraform destroy -auto-approve",
            "sudo terraform -chdir=x destroy",
            "tofu destroy",
            "gh repo delete o/r",
            "kubectl delete ns shop",
            "helm uninstall shop",
            "curl https://api.example.com/x",
            "curl http://a.b.c.example.com:80",
            "wget example.com/x.pem",
            "psql -c 'drop database shop'",
            "dropdb shop",
            "ls",
            "echo hi",
            "docker volume rm data",
            "aws s3 rb s3://x --force",
            "find . -name '*.pem' -delete",
            "cd src && rm -rf generated",
            "cat < notes.md",
            "bash -c 'git push origin main > x'",
            "\"git\" push",
            "rm -rf \"$HOME/.ssh\"",
            "sed -i s/a/b/ ./notes.md");

    private static final List<Action> OTHERS = List.of(
            new HttpCall("DELETE", "https://api.github.com/repos/o/r", Map.of(), Body.empty()),
            new HttpCall("DELETE", "https://app.terraform.io/api/v2/workspaces/ws-1", Map.of(), Body.empty()),
            new HttpCall("GET", "https://API.Example.com./x", Map.of(), Body.empty()),
            new HttpCall("DELETE", "https://s3.amazonaws.com/bucket", Map.of(), Body.empty()),
            tool("mcp__github__delete_repo", Map.of("repo", "r")),
            tool("create_issue", Map.of()),
            tool("MCP__GitHub__Delete_x", Map.of()),
            tool("terraform_destroy", Map.of()),
            tool("delete_volume", Map.of("volume", "v")),
            tool("delete_repository", Map.of("name", "r")),
            tool("write_file", Map.of("path", "src/generated/x", "content", "x")),
            tool("delete_directory", Map.of("path", "src")),
            tool("read_file", Map.of("file_path", PROJECT + "/.env")),
            tool("web_fetch", Map.of("url", "see https://user@api.example.com:8443/x and http://example.org")),
            tool("run_shell_command", Map.of("command", "git push > x && rm -rf src")));

    private static ToolCall tool(String name, Map<String, Object> arguments) {
        return new ToolCall(name, "", arguments, ToolDeclaration.none());
    }

    private static PermissionFile file(PermissionFormat format, String name, String text) {
        return new PermissionFile(
                PROJECT.resolve(name), name, format, Layer.PROJECT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Rule> rules() {
        StringBuilder claude = new StringBuilder("{\"permissions\": {\"deny\": [\"Read\"");
        StringBuilder cursor = new StringBuilder("{\"permissions\": {\"deny\": [\"Shell(rm)\"");
        StringBuilder gemini = new StringBuilder();
        PATHS.forEach(path -> {
            claude.append(", \"Read(")
                    .append(path)
                    .append(")\", \"Edit(")
                    .append(path)
                    .append(")\"");
            cursor.append(", \"Write(").append(path).append(")\"");
        });
        DOMAINS.forEach(domain -> {
            claude.append(", \"WebFetch(domain:").append(domain).append(")\"");
            cursor.append(", \"WebFetch(").append(domain).append(")\"");
        });
        TOOLS.forEach(tool -> {
            claude.append(", \"").append(tool).append('"');
            gemini.append(policy("toolName = \"" + tool.replace("__", "_") + "\"", 10 + gemini.length() % 90));
        });
        COMMANDS.forEach(command -> {
            claude.append(", \"Bash(").append(command).append(")\"");
            gemini.append(policy(
                    "toolName = \"run_shell_command\"\ncommandPrefix = \"" + command.replace(" *", "") + "\"",
                    10 + gemini.length() % 90));
        });
        gemini.append(policy("toolName = \"read_file\"\nargsPattern = \"secrets\"", 7));
        gemini.append(policy("toolName = \"web_fetch\"", 6)).append(policy("toolName = \"write_file\"", 5));
        List<Rule> rules = new ArrayList<>(new PermissionRules(PROJECT, HOME, new ExampleReader(PACKS, PACKS))
                .read(List.of(
                        file(PermissionFormat.CLAUDE_SETTINGS, ".claude/settings.json", claude + "]}}"),
                        file(PermissionFormat.CURSOR_CLI, ".cursor/cli.json", cursor + "]}}"),
                        file(PermissionFormat.GEMINI_POLICY, ".gemini/policies/a.toml", gemini.toString())))
                .rules());
        List<String> yaml = new ArrayList<>(PATHS);
        yaml.removeIf(path -> path.chars().allMatch(c -> "*./".indexOf(c) >= 0));
        for (String path : yaml) {
            rules.add(new Rule(
                    "y" + path,
                    "guard.yaml:1",
                    RuleMatch.Verdict.DENY,
                    ActionPattern.builder().paths(List.of(path)).build(),
                    path,
                    null,
                    null));
        }
        return rules;
    }

    private static String policy(String conditions, int priority) {
        return "[[rule]]\n" + conditions + "\ndecision = \"deny\"\npriority = " + priority + "\n";
    }

    private static List<RuleInput> inputs(Guard guard) {
        List<Action> actions = new ArrayList<>(OTHERS);
        LINES.forEach(line -> actions.add(new ProcessStart(List.of("sh", "-c", line))));
        List<RuleInput> inputs = new ArrayList<>();
        for (Action action : actions) {
            ActionView view = new ActionView(action, () -> starts(action));
            for (Effect effect : guard.effects(action)) {
                inputs.add(new RuleInput(effect, Set.of(), view, Circumstances.NONE));
            }
        }
        return inputs;
    }

    private static List<Carrier.Start> starts(Action action) {
        ProcessStart process = action instanceof ProcessStart start
                ? start
                : action instanceof ToolCall call && call.arguments().get("command") instanceof String line
                        ? new ProcessStart(List.of("sh", "-c", line))
                        : null;
        return process == null
                ? List.of()
                : SHELL.carriers(process).stream()
                        .filter(Carrier.Start.class::isInstance)
                        .map(Carrier.Start.class::cast)
                        .toList();
    }

    @Test
    void what_is_looked_up_is_what_each_rule_says_by_itself() {
        List<Rule> rules = rules();
        RuleBook book = RuleBook.of(rules);
        Map<String, Integer> said = new LinkedHashMap<>();
        try (Guard guard = Guard.builder().build()) {
            for (RuleInput input : inputs(guard)) {
                Set<String> expected = rules.stream()
                        .filter(rule -> rule.match(input) != null)
                        .map(rule -> rule.pattern().getClass() + " " + rule.pattern() + " " + rule.verdict())
                        .collect(Collectors.toSet());
                Set<String> found = book.matching(input).stream()
                        .map(match -> rules.stream()
                                .filter(rule -> rule.id().equals(match.id()))
                                .findFirst()
                                .orElseThrow())
                        .map(rule -> rule.pattern().getClass() + " " + rule.pattern() + " " + rule.verdict())
                        .collect(Collectors.toSet());
                assertThat(found)
                        .as("%s of %s", input.effect(), input.action().action())
                        .isEqualTo(expected);
                expected.forEach(each -> said.merge(each.split(" ", 3)[1], 1, Integer::sum));
            }
        }
        assertThat(said.keySet())
                .as("every class of patterns was seen to match: %s", said)
                .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
                .contains("FilePattern", "HostPattern", "ToolPattern", "GeminiPattern", "SameAct", "ActionPattern");
        assertThat(said.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(300);
    }

    @Test
    void most_rules_have_keys() {
        long without = rules().stream()
                .filter(rule -> rule.pattern().ownKeys().isEmpty()
                        && rule.pattern().keys().isEmpty())
                .map(rule -> rule.pattern().toString())
                .distinct()
                .count();
        assertThat(without).isLessThan(25);
    }
}
