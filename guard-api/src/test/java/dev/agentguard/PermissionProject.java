package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.rules.RuleMatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A project with permission files, and a guard that was started in it. */
final class PermissionProject implements AutoCloseable {

    private static final Pattern TOOL = Pattern.compile("tool (\\S+)(?: (.*))?");
    private static final Pattern HTTP = Pattern.compile("http (\\S+) (\\S+)(?: (.*))?");

    private final GuardConfig config;
    private final Guard guard;

    private PermissionProject(GuardConfig config) {
        this.config = config;
        this.guard = Guard.builder().config(config).build();
    }

    static void write(Path directory, String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static PermissionProject in(Path directory) {
        return in(directory, "version: 1");
    }

    static PermissionProject in(Path directory, String yaml) {
        write(directory, "guard.yaml", yaml);
        return new PermissionProject(GuardConfig.load(directory.resolve("guard.yaml"), true));
    }

    /** A project whose user has a home directory. */
    static PermissionProject in(Path directory, Path home) {
        String before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            return in(directory);
        } finally {
            System.setProperty("user.home", before);
        }
    }

    /** Claude Code settings with one list. */
    static PermissionProject claude(Path directory, String list, String... entries) {
        write(directory, ".claude/settings.json", "{\"permissions\": {\"" + list + "\": " + json(entries) + "}}");
        return in(directory);
    }

    static String json(String... entries) {
        return Arrays.stream(entries)
                .map(entry -> "\"" + entry.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    GuardConfig config() {
        return config;
    }

    Guard guard() {
        return guard;
    }

    List<String> advice() {
        return config.ruleBook().advice().stream()
                .map(advice -> advice.source() + " " + advice.text() + ": " + advice.because())
                .toList();
    }

    /** The strictest that the files' rules say to an action: {@code deny}, {@code ask} or {@code nothing}. */
    String said(String action) {
        return matches(action).stream()
                .map(RuleMatch::verdict)
                .max(Comparator.naturalOrder())
                .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
                .orElse("nothing");
    }

    List<RuleMatch> matches(String action) {
        return guard.explain(action(action), new CallContext("s", Origin.TOOL)).facts().effects().stream()
                .flatMap(facts -> facts.rules().stream())
                .toList();
    }

    Verdict check(String action) {
        return guard.check(action(action), new CallContext("s", Origin.TOOL));
    }

    /** {@code $ a line for a shell}, {@code argv words}, {@code tool name {arguments}}, {@code http METHOD url body}. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    static Action action(String text) {
        Matcher tool = TOOL.matcher(text);
        Matcher http = HTTP.matcher(text);
        if (text.startsWith("$ ")) {
            return new ProcessStart(List.of("sh", "-c", text.substring(2).replace("\\n", "\n")));
        }
        if (text.startsWith("argv ")) {
            return new ProcessStart(List.of(text.substring(5).split(" ")));
        }
        if (tool.matches()) {
            try {
                Object arguments = tool.group(2) == null ? Map.of() : PlainJson.read(tool.group(2));
                return new ToolCall(tool.group(1), "", (Map<String, Object>) arguments, ToolDeclaration.none());
            } catch (UnreadableArgumentsException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
        if (http.matches()) {
            byte[] body = http.group(3) == null ? new byte[0] : http.group(3).getBytes(StandardCharsets.UTF_8);
            return new HttpCall(
                    http.group(1), http.group(2), Map.of("Content-Type", List.of("application/json")), Body.of(body));
        }
        throw new IllegalArgumentException(text);
    }

    @Override
    public void close() {
        guard.close();
    }
}
