package dev.agentguard.rules.permission;

import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Codex rules: of all that match the strictest holds, so each forbids or asks by itself. */
final class CodexReader {

    private static final int MOST_WORDS = 50;
    private static final int MOST_ACTS = 16;

    private static final Set<String> ARGUMENTS = Set.of("pattern", "decision", "justification", "match", "not_match");

    private final Places places;
    private final SameActs acts;
    private final Entries entries;
    private final Map<String, Set<String>> hosts = new HashMap<>();
    private int allowed;

    CodexReader(Places places, SameActs acts, Entries entries) {
        this.places = places;
        this.acts = acts;
        this.entries = entries;
    }

    /** Reads all files, since what one says of a program's paths holds for the rules of the others. */
    void read(Map<PermissionFile, String> files) {
        Map<PermissionFile, Starlark.File> read = new java.util.LinkedHashMap<>();
        files.forEach((file, text) -> read.put(file, Starlark.read(text)));
        read.forEach((file, starlark) -> {
            for (Starlark.Problem problem : starlark.problems()) {
                entries.broken(
                        file.name() + ":" + problem.line(), "", problem.because() + "; the other rules are enforced");
            }
            starlark.calls().stream()
                    .filter(call -> call.name().equals("host_executable"))
                    .forEach(call -> host(file, call));
        });
        read.forEach((file, starlark) -> {
            allowed = 0;
            starlark.calls().forEach(call -> call(file, call));
            if (allowed > 0) {
                entries.advise(
                        file.name() + ":1",
                        "allow: " + allowed + (allowed == 1 ? " rule" : " rules"),
                        "an allow of another tool loosens nothing in Guard");
            }
        });
    }

    private void host(PermissionFile file, Starlark.Call call) {
        Starlark.Value name = call.arguments().get("name");
        Starlark.Value paths = call.arguments().get("paths");
        List<String> texts = paths == null ? null : strings(paths);
        if (name == null || !name.isString() || texts == null || texts.isEmpty()) {
            broken(file, call, "expected `host_executable(name = \"git\", paths = [\"/usr/bin/git\"])`");
            return;
        }
        Set<String> listed = hosts.computeIfAbsent(name.text(), unused -> new HashSet<>());
        texts.forEach(path -> listed.add(path.startsWith("~/") ? places.home() + path.substring(1) : path));
    }

    private void call(PermissionFile file, Starlark.Call call) {
        if (call.name().equals("prefix_rule")) {
            rule(file, call);
        } else if (!call.name().equals("host_executable")) {
            broken(file, call, "`" + call.name() + "` is not read, only `prefix_rule` and `host_executable`");
        }
    }

    private void rule(PermissionFile file, Starlark.Call call) {
        List<List<String>> pattern = pattern(call.arguments().get("pattern"));
        if (pattern == null) {
            broken(file, call, "expected `pattern = [\"git\", [\"push\", \"fetch\"]]`");
            return;
        }
        for (String argument : call.arguments().keySet()) {
            if (!ARGUMENTS.contains(argument)) {
                entries.advise(source(file, call), argument, "unknown argument of `prefix_rule`");
            }
        }
        ArgvPrefix prefix = new ArgvPrefix(pattern, restricted(pattern.get(0)));
        examples(file, call, prefix, "match", true);
        examples(file, call, prefix, "not_match", false);
        Starlark.Value given = call.arguments().get("decision");
        String decision = given == null ? "allow" : given.text();
        switch (decision) {
            case "allow" -> allowed++;
            case "prompt" -> rules(file, call, pattern, prefix, Verdict.ASK);
            case "forbidden" -> rules(file, call, pattern, prefix, Verdict.DENY);
            default -> broken(file, call, "expected `allow`, `prompt` or `forbidden`, found `" + decision + "`");
        }
    }

    private Map<String, Set<String>> restricted(List<String> programs) {
        Map<String, Set<String>> restricted = new HashMap<>();
        for (String program : programs) {
            Set<String> paths = hosts.get(program);
            if (paths != null) {
                restricted.put(program, Set.copyOf(paths));
            }
        }
        return Map.copyOf(restricted);
    }

    private void rules(
            PermissionFile file, Starlark.Call call, List<List<String>> pattern, ArgvPrefix prefix, Verdict verdict) {
        Starlark.Value justification = call.arguments().get("justification");
        String instead = justification == null || !justification.isString() ? null : justification.text();
        String text = "prefix_rule(" + pattern + ", " + (verdict == Verdict.DENY ? "forbidden" : "prompt") + ")";
        List<SameAct> same = new ArrayList<>();
        for (List<String> words : combinations(pattern)) {
            SameAct act = acts.of(String.join(" ", words), words, true, prefix);
            if (act != null) {
                same.add(act);
            }
        }
        String reading = same.isEmpty() ? TextCommand.READING : null;
        entries.rule(source(file, call), verdict, new CommandPattern(prefix), text, reading, instead);
        for (SameAct act : same) {
            entries.rule(source(file, call), verdict, act, text, act.reading(), instead);
        }
    }

    private static List<List<String>> combinations(List<List<String>> pattern) {
        List<List<String>> combinations = List.of(List.of());
        for (List<String> words : pattern) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> combination : combinations) {
                for (String word : words) {
                    List<String> next = new ArrayList<>(combination);
                    next.add(word.replace("*", "\\*"));
                    longer.add(next);
                }
            }
            if (longer.size() > MOST_ACTS) {
                return List.of();
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Codex refuses a file whose examples do not hold; here the rule is enforced, and what does not hold is listed. */
    private void examples(
            PermissionFile file, Starlark.Call call, ArgvPrefix prefix, String argument, boolean expected) {
        Starlark.Value given = call.arguments().get(argument);
        if (given == null) {
            return;
        }
        List<Starlark.Value> items = given.items();
        for (Starlark.Value item : items == null ? List.of(given) : items) {
            List<String> words = item.isString() ? ShellLine.words(item.text()) : strings(item);
            boolean matches = words != null && !words.isEmpty() && prefix.matches(words, words.get(0));
            if (matches != expected) {
                broken(
                        file,
                        call,
                        "its example `" + (words == null ? "" : String.join(" ", words)) + "` under `" + argument
                                + "` does " + (expected ? "not match" : "match"));
            }
        }
    }

    private static @Nullable List<List<String>> pattern(Starlark.@Nullable Value value) {
        List<Starlark.Value> items = value == null ? null : value.items();
        if (items == null || items.isEmpty() || items.size() > MOST_WORDS) {
            return null;
        }
        List<List<String>> pattern = new ArrayList<>();
        for (Starlark.Value item : items) {
            List<String> words = item.isString() ? List.of(item.text()) : strings(item);
            if (words == null || words.isEmpty() || words.size() > 1_000) {
                return null;
            }
            pattern.add(words);
        }
        return pattern;
    }

    private static @Nullable List<String> strings(Starlark.Value value) {
        List<Starlark.Value> items = value.items();
        if (items == null || !items.stream().allMatch(Starlark.Value::isString)) {
            return null;
        }
        return items.stream().map(Starlark.Value::text).toList();
    }

    private void broken(PermissionFile file, Starlark.Call call, String because) {
        entries.broken(source(file, call), call.name(), because);
    }

    private static String source(PermissionFile file, Starlark.Call call) {
        return file.name() + ":" + call.line();
    }
}
