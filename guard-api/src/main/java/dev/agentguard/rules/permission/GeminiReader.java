package dev.agentguard.rules.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.permission.GeminiRule.Decision;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Gemini CLI's policies: all files together are one list, ordered by tier and priority. */
final class GeminiReader {

    private static final Set<String> MODES = Set.of("default", "autoedit", "yolo");
    private static final String PLAN = "plan";
    private static final int MOST_RULES = 1_000;
    private static final int DEEPEST = 50;
    private static final int MOST_DOTS = 100;

    private static final List<String> SHOWN =
            List.of("decision", "toolName", "mcpName", "commandPrefix", "commandRegex", "argsPattern", "modes");

    private static final TomlMapper TOML = new TomlMapper(TomlFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private static final Set<String> KEYS = Set.of(
            "toolName",
            "commandPrefix",
            "commandRegex",
            "argsPattern",
            "decision",
            "priority",
            "denyMessage",
            "deny_message",
            "modes",
            "mcpName",
            "subagent",
            "toolAnnotations",
            "interactive",
            "allowRedirection",
            "allow_redirection",
            "name",
            "description");

    private final Places places;
    private final SameActs acts;
    private final Entries entries;
    private final List<GeminiRule> rules = new ArrayList<>();

    GeminiReader(Places places, SameActs acts, Entries entries) {
        this.places = places;
        this.acts = acts;
        this.entries = entries;
    }

    void read(Map<PermissionFile, String> files) {
        files.forEach(this::file);
        GeminiPolicy policy = new GeminiPolicy(rules, places);
        int allows = 0;
        for (GeminiRule rule : policy.rules()) {
            allows += rule.decision() == Decision.ALLOW ? 1 : 0;
            add(policy, rule);
        }
        if (allows > 0) {
            GeminiRule first = policy.rules().stream()
                    .filter(rule -> rule.decision() == Decision.ALLOW)
                    .findFirst()
                    .orElseThrow();
            entries.advise(
                    first.source(),
                    "allow: " + allows + (allows == 1 ? " rule" : " rules"),
                    "an allow of a policy is an exception to rules of lower priority and loosens nothing else in Guard");
        }
    }

    private void add(GeminiPolicy policy, GeminiRule rule) {
        if (rule.decision() == Decision.ALLOW) {
            boolean shell =
                    rule.tools().isEmpty() || rule.tools().stream().anyMatch(tool -> tool.matches(GeminiRule.SHELL));
            if (shell && !rule.allowsRedirection()) {
                String reading = "commands that redirect their input or output; the rule has no `allowRedirection`";
                entries.rule(
                        rule.source(), Verdict.ASK, new GeminiPattern(policy, rule, null), rule.text(), reading, null);
            }
            return;
        }
        Verdict verdict = rule.decision() == Decision.DENY ? Verdict.DENY : Verdict.ASK;
        List<SameAct> same = new ArrayList<>();
        for (String prefix : rule.prefixes()) {
            TextCommand text = TextCommand.of(prefix + " *", false);
            SameAct act = acts.of(prefix, ShellLine.words(prefix), true, text);
            if (act != null) {
                same.add(act);
            }
        }
        boolean onlyText = same.isEmpty() && rule.speaksOfArguments();
        String reading =
                rule.uncheckable() != null ? rule.uncheckable() : onlyText ? "the text of the arguments only" : null;
        entries.rule(
                rule.source(), verdict, new GeminiPattern(policy, rule, null), rule.text(), reading, rule.message());
        for (SameAct act : same) {
            entries.rule(
                    rule.source(),
                    verdict,
                    new GeminiPattern(policy, rule, act),
                    rule.text(),
                    act.reading(),
                    rule.message());
        }
    }

    private void file(PermissionFile file, String text) {
        JsonNode toml = parse(file, text);
        if (toml == null) {
            return;
        }
        toml.fieldNames().forEachRemaining(key -> {
            if (!key.equals("rule")) {
                entries.advise(file.name() + ":1", key, "not read, only `[[rule]]` is");
            }
        });
        JsonNode list = toml.get("rule");
        if (list == null) {
            return;
        }
        if (!list.isArray()) {
            entries.broken(file.name() + ":1", "rule", "expected `[[rule]]`");
            return;
        }
        List<Integer> lines = TomlTables.lines(text, "rule");
        for (int i = 0; i < list.size() && rules.size() < MOST_RULES; i++) {
            String source = file.name() + ":" + (lines.size() == list.size() ? lines.get(i) : 1);
            JsonNode table = list.get(i);
            try {
                if (!table.isObject()) {
                    throw new UnreadableFileException(1, "expected `[[rule]]`");
                }
                rule(file, source, table);
            } catch (UnreadableFileException e) {
                entries.broken(source, shown(table), e.because() + ", this rule is not enforced");
            }
        }
        if (rules.size() >= MOST_RULES) {
            entries.broken(file.name() + ":1", "", "more than " + MOST_RULES + " rules, the others are not enforced");
        }
    }

    private @Nullable JsonNode parse(PermissionFile file, String text) {
        if (isTooDeep(text)) {
            entries.broken(file.name() + ":1", "", "nested too deep, nothing of it is enforced");
            return null;
        }
        try {
            return TOML.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            entries.broken(
                    file.name() + ":" + line,
                    "",
                    "no valid TOML: " + e.getOriginalMessage() + ", nothing of it is enforced");
        } catch (RuntimeException | StackOverflowError e) {
            entries.broken(file.name() + ":1", "", "no valid TOML, nothing of it is enforced");
        }
        return null;
    }

    /** What a parser that descends into brackets is given must not be deep; nor must keys such as {@code a.b.c}. */
    private static boolean isTooDeep(String text) {
        int depth = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : 0;
            depth -= (c == ']' || c == '}') && depth > 0 ? 1 : 0;
            dots = c == '\n' || c == '=' ? 0 : dots + (c == '.' ? 1 : 0);
            if (depth > DEEPEST || dots > MOST_DOTS) {
                return true;
            }
        }
        return false;
    }

    private void rule(PermissionFile file, String source, JsonNode table) throws UnreadableFileException {
        table.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                entries.advise(source, key, "unknown in a rule, not read");
            }
        });
        String prefixKey = "commandPrefix";
        List<String> prefixes = strings(table, prefixKey);
        String regex = string(table, "commandRegex");
        String args = string(table, "argsPattern");
        if (!prefixes.isEmpty() && (regex != null || args != null)) {
            throw new UnreadableFileException(1, "`commandPrefix` cannot stand beside `commandRegex` or `argsPattern`");
        }
        String server = string(table, "mcpName");
        if (server != null && server.length() > 1 && server.indexOf('_') >= 0) {
            entries.advise(source, server, "Gemini CLI itself does not find a server with `_` in its name; Guard does");
        }
        List<String> names = strings(table, "toolName");
        boolean commands = !prefixes.isEmpty() || regex != null;
        if (names.isEmpty() && server == null) {
            names = List.of(commands ? GeminiRule.SHELL : "*");
        }
        Set<String> modes = modes(table);
        if (modes.isEmpty()) {
            entries.advise(source, shown(table), "holds in plan mode only, which Guard does not have");
            return;
        }
        rules.add(new GeminiRule(
                source,
                shown(table),
                decision(table),
                tier(file.layer()) + priority(table) / 1_000.0,
                names.stream().map(name -> Wildcard.of(name, true)).toList(),
                server == null ? null : server.toLowerCase(Locale.ROOT),
                prefixes,
                regex != null
                        ? LinearRegex.of("\"command\":\"" + regex, 1)
                        : args != null ? LinearRegex.of(args, 1) : null,
                modes,
                annotations(table),
                uncheckable(table),
                isTrue(table, "allowRedirection") || isTrue(table, "allow_redirection"),
                string(table, table.has("denyMessage") ? "denyMessage" : "deny_message")));
    }

    private static @Nullable String uncheckable(JsonNode table) throws UnreadableFileException {
        if (string(table, "subagent") != null) {
            return "which subagent acts is not known to Guard; a human decides";
        }
        return table.has("interactive")
                ? "whether Gemini CLI is interactive is not known to Guard; a human decides"
                : null;
    }

    private static Set<String> modes(JsonNode table) throws UnreadableFileException {
        List<String> given = strings(table, "modes");
        Set<String> modes = new LinkedHashSet<>();
        for (String mode : given) {
            String name = mode.toLowerCase(Locale.ROOT).replace("_", "");
            if (!MODES.contains(name) && !name.equals(PLAN)) {
                throw new UnreadableFileException(1, "unknown mode `" + mode + "`");
            }
            modes.add(name);
        }
        modes.remove(PLAN);
        return given.isEmpty() ? MODES : modes;
    }

    private static Decision decision(JsonNode table) throws UnreadableFileException {
        String decision = string(table, "decision");
        return switch (decision == null ? "" : decision) {
            case "deny" -> Decision.DENY;
            case "ask_user" -> Decision.ASK_USER;
            case "allow" -> Decision.ALLOW;
            default -> throw new UnreadableFileException(1, "expected `decision` `allow`, `deny` or `ask_user`");
        };
    }

    private static int priority(JsonNode table) throws UnreadableFileException {
        JsonNode priority = table.get("priority");
        if (priority == null) {
            return 0;
        }
        if (!priority.canConvertToInt()
                || !priority.isIntegralNumber()
                || priority.intValue() < 0
                || priority.intValue() > 999) {
            throw new UnreadableFileException(1, "expected a `priority` from 0 to 999");
        }
        return priority.intValue();
    }

    private static int tier(Layer layer) {
        return switch (layer) {
            case PROJECT, LOCAL -> 3;
            case USER -> 4;
            case MANAGED -> 5;
        };
    }

    private static Map<String, Boolean> annotations(JsonNode table) throws UnreadableFileException {
        JsonNode given = table.get("toolAnnotations");
        Map<String, Boolean> annotations = new LinkedHashMap<>();
        if (given == null) {
            return annotations;
        }
        for (Map.Entry<String, JsonNode> hint : given.properties()) {
            annotations.put(hint.getKey(), hint.getValue().booleanValue());
        }
        boolean plain = given.isObject()
                && given.properties().stream().allMatch(hint -> hint.getValue().isBoolean());
        if (!plain) {
            throw new UnreadableFileException(1, "expected `toolAnnotations = { readOnlyHint = true }`");
        }
        return annotations;
    }

    private static boolean isTrue(JsonNode table, String key) {
        return table.path(key).booleanValue();
    }

    private static @Nullable String string(JsonNode table, String key) throws UnreadableFileException {
        JsonNode value = table.get(key);
        if (value != null && !value.isTextual()) {
            throw new UnreadableFileException(1, "expected a string as `" + key + "`");
        }
        return value == null ? null : value.textValue();
    }

    private static List<String> strings(JsonNode table, String key) throws UnreadableFileException {
        JsonNode value = table.get(key);
        if (value == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode item : value.isTextual() ? List.of(value) : value) {
            if (!item.isTextual() || strings.size() >= 1_000) {
                throw new UnreadableFileException(1, "expected a string or a list of strings as `" + key + "`");
            }
            strings.add(item.textValue());
        }
        if (!value.isTextual() && !value.isArray()) {
            throw new UnreadableFileException(1, "expected a string or a list of strings as `" + key + "`");
        }
        return strings;
    }

    private static String shown(JsonNode table) {
        StringBuilder shown = new StringBuilder();
        for (String key : SHOWN) {
            JsonNode value = table.get(key);
            if (value != null) {
                shown.append(shown.length() == 0 ? "" : ", ").append(key).append(" = ");
                shown.append(value.isTextual() ? value.textValue() : value.toString());
            }
        }
        return shown.toString();
    }
}
