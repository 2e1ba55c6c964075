package dev.agentguard.rules.prose;

import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.shell.ShellReader;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cases of rules from files: sentences, and actions with what they do. */
final class RuleCases {

    static final ProseRules PROSE = new ProseRules(new ExampleReader(Packs.shipped(), Packs.shipped()));

    private static final Guard GUARD = Guard.builder().build();
    private static final ShellReader SHELL =
            new ShellReader(Packs.shipped(), call -> List.of(), sql -> List.of(), Limits.DEFAULT);

    private RuleCases() {}

    @SuppressWarnings("unchecked") // each line is an object
    static List<Map<String, Object>> lines(String resource) throws IOException, UnreadableArgumentsException {
        try (InputStream in = Objects.requireNonNull(RuleBook.class.getResourceAsStream(resource))) {
            List<Map<String, Object>> cases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    cases.add((Map<String, Object>) PlainJson.read(line));
                }
            }
            return cases;
        }
    }

    @SuppressWarnings("unchecked") // a list of objects
    static List<Map<String, Object>> actions(Map<String, Object> given, String name) {
        return (List<Map<String, Object>>) given.getOrDefault(name, List.of());
    }

    /**
     * What an action does, as rules are asked about it.
     *
     * @param inputs its effects
     */
    record Seen(List<RuleInput> inputs) {

        boolean stoppedBy(RuleBook book) {
            return inputs.stream().anyMatch(input -> !book.matching(input).isEmpty());
        }
    }

    static Seen seen(Map<String, Object> given) {
        Object environment = given.get("environment");
        Set<String> within = environment == null ? Set.of() : Set.of((String) environment);
        return new Seen(inputs(action(given), within, Circumstances.NONE));
    }

    static List<RuleInput> inputs(Action action, Set<String> within, Circumstances around) {
        ActionView view = new ActionView(action, () -> starts(action));
        List<RuleInput> inputs = new ArrayList<>();
        for (Effect effect : GUARD.effects(action)) {
            inputs.add(new RuleInput(effect, within, view, around));
        }
        return inputs;
    }

    static boolean stops(RuleBook book, Map<String, Object> given) {
        return seen(given).stoppedBy(book);
    }

    /** Returns the strictest of what a book demands for an action; null if nothing. */
    static @Nullable Verdict strictest(RuleBook book, Map<String, Object> given) {
        return seen(given).inputs().stream()
                .flatMap(input -> book.matching(input).stream())
                .map(RuleMatch::verdict)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    static boolean stops(RuleBook book, String command) {
        return stops(book, Map.of("kind", "shell", "command", command));
    }

    private static List<Carrier.Start> starts(Action action) {
        List<Carrier.Start> starts = new ArrayList<>();
        Object line = action instanceof ToolCall call ? call.arguments().get("command") : null;
        Action started = line instanceof String text ? new ProcessStart(List.of("sh", "-c", text)) : action;
        if (started instanceof ProcessStart start) {
            for (Carrier carrier : SHELL.carriers(start)) {
                if (carrier instanceof Carrier.Start found) {
                    starts.add(found);
                }
            }
        }
        return starts;
    }

    @SuppressWarnings("unchecked") // arguments are an object
    private static Action action(Map<String, Object> given) {
        return switch ((String) given.get("kind")) {
            case "shell" -> new ProcessStart(List.of("sh", "-c", (String) given.get("command")));
            case "sql" ->
                new SqlCall(
                        (String) given.get("statement"),
                        dialect(String.valueOf(given.getOrDefault("dialect", "unknown"))));
            case "tools" ->
                new ToolCall(
                        (String) given.get("tool"),
                        (String) given.getOrDefault("description", ""),
                        (Map<String, Object>) given.getOrDefault("args", Map.of()),
                        ToolDeclaration.none());
            default -> request(given);
        };
    }

    private static SqlDialect dialect(String name) {
        String wanted = name.equals("postgres") ? "postgresql" : name;
        return Arrays.stream(SqlDialect.values())
                .filter(dialect -> dialect.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(SqlDialect.UNKNOWN);
    }

    private static HttpCall request(Map<String, Object> given) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (given.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), List.of(String.valueOf(value))));
        }
        Object content = given.get("body");
        boolean json = content != null && !(content instanceof String);
        if (json) {
            headers.putIfAbsent("Content-Type", List.of("application/json"));
        }
        String text = content == null ? "" : json ? json(content) : (String) content;
        return new HttpCall(
                (String) given.getOrDefault("method", "POST"),
                (String) given.get("url"),
                headers,
                Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((name, field) -> fields.add(json(String.valueOf(name)) + ":" + json(field)));
            return "{" + String.join(",", fields) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(RuleCases::json).toList()) + "]";
        }
        return value instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"'
                : String.valueOf(value);
    }
}
