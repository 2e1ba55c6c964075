package dev.agentguard.rules.permission;

import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the permissions of Claude Code's settings: deny and ask each become a rule; the strictest holds, which is what
 * deny before ask before allow means where an allow changes nothing.
 */
final class ClaudeReader {

    /** The fields that a rule with a parameter may not name: what they hold has rules of its own form. */
    private static final Set<String> CONTENT = Set.of("command", "file_path", "path", "notebook_path", "url");

    private static final Set<String> PARAMETERS = Set.of(
            "run_in_background",
            "timeout",
            "description",
            "limit",
            "offset",
            "pages",
            "replace_all",
            "prompt",
            "dangerouslydisablesandbox",
            "output_mode",
            "type");

    private static final Set<String> UNUSED_WITH_PATH =
            Set.of("Write", "NotebookEdit", "Glob", "MultiEdit", "Grep", "LS");
    private static final Set<String> OUTSIDE_RULES =
            Set.of("defaultMode", "additionalDirectories", "disableBypassPermissionsMode", "disableAutoMode");

    private final Places places;
    private final SameActs acts;
    private final Entries entries;

    ClaudeReader(Places places, SameActs acts, Entries entries) {
        this.places = places;
        this.acts = acts;
        this.entries = entries;
    }

    /** Whether a managed file lets only managed rules hold. */
    static boolean isExclusive(Json settings) {
        Json only = settings.get("allowManagedPermissionRulesOnly");
        return only != null && only.text().equals("true");
    }

    void read(PermissionFile file, Json settings, boolean exclusive) {
        if (settings.type() != Json.Type.OBJECT) {
            entries.broken(file.name() + ":" + settings.line(), "", "no JSON object, nothing of it is enforced");
            return;
        }
        for (Json.Field field : settings.fields()) {
            if (field.name().equals("hooks") && !field.value().fields().isEmpty()) {
                entries.advise(source(file, field.value()), "hooks", "hooks are run by Claude Code only");
            }
        }
        for (Json permissions : settings.all("permissions")) {
            for (Json.Field list : permissions.fields()) {
                switch (list.name()) {
                    case "deny" -> list(file, list.value(), Verdict.DENY, exclusive);
                    case "ask" -> list(file, list.value(), Verdict.ASK, exclusive);
                    case "allow" -> allowed(file, list.value());
                    default -> {
                        if (OUTSIDE_RULES.contains(list.name())) {
                            entries.advise(
                                    source(file, list.value()),
                                    list.name(),
                                    "a setting of Claude Code itself, no rule");
                        } else {
                            entries.advise(source(file, list.value()), list.name(), "unknown under `permissions`");
                        }
                    }
                }
            }
        }
    }

    private static String source(PermissionFile file, Json json) {
        return file.name() + ":" + json.line();
    }

    private void list(PermissionFile file, Json list, Verdict verdict, boolean exclusive) {
        if (list.type() != Json.Type.LIST) {
            entries.broken(source(file, list), list.text(), "expected a list of rules, nothing of it is enforced");
            return;
        }
        for (Json item : list.items()) {
            String source = source(file, item);
            if (!item.isString() || item.text().length() > 2_000) {
                entries.advise(source, item.text(), "expected a rule such as `Bash(rm *)`");
            } else if (exclusive && file.layer() != Layer.MANAGED) {
                entries.advise(source, item.text(), "managed settings let only their own rules hold");
            } else {
                entry(file, source, item.text(), verdict);
            }
        }
    }

    private void allowed(PermissionFile file, Json list) {
        int count = 0;
        for (Json item : list.items()) {
            ClaudeEntry entry = item.isString() ? ClaudeEntry.of(item.text()) : null;
            boolean glob = entry != null && entry.tool().indexOf('*') >= 0 && !isGlobOfServer(entry.tool());
            if (entry == null || glob) {
                entries.advise(
                        source(file, item),
                        item.text(),
                        glob
                                ? "an allow accepts `*` in a tool's name only behind `mcp__<server>__`"
                                : "expected a rule such as `Bash(npm test *)`");
            } else {
                count++;
            }
        }
        if (count > 0) {
            entries.advise(
                    source(file, list),
                    "allow: " + count + (count == 1 ? " entry" : " entries"),
                    "an allow of another tool loosens nothing in Guard");
        }
    }

    private static boolean isGlobOfServer(String tool) {
        int server = tool.startsWith("mcp__") ? tool.indexOf("__", "mcp__".length()) : -1;
        return server > "mcp__".length() && tool.substring(0, server).indexOf('*') < 0;
    }

    private void entry(PermissionFile file, String source, String text, Verdict verdict) {
        ClaudeEntry entry = ClaudeEntry.of(text);
        if (entry == null) {
            entries.advise(source, text, "expected `Tool` or `Tool(specifier)`");
            return;
        }
        String specifier = entry.isWhole() ? null : entry.specifier();
        if (specifier == null) {
            entries.rule(source, verdict, whole(entry.tool()), text, null, null);
            return;
        }
        switch (entry.tool()) {
            case "Bash" -> command(source, text, specifier, verdict, false);
            case "PowerShell" -> command(source, text, specifier, verdict, true);
            case "Read", "Edit" -> path(file, source, text, entry, specifier, verdict);
            case "WebFetch" -> domain(source, text, specifier, verdict);
            case "Cd" -> entries.advise(source, text, "speaks of the user's own `/cd` only");
            case "Agent", "Task" -> agent(source, text, entry, specifier, verdict);
            default -> {
                if (UNUSED_WITH_PATH.contains(entry.tool()) && parameter(specifier) == null) {
                    entries.advise(
                            source,
                            text,
                            "Claude Code accepts it and never uses it; write `Edit(" + specifier + ")` or `Read("
                                    + specifier + ")`");
                } else {
                    parameter(source, text, entry.tool(), specifier, verdict);
                }
            }
        }
    }

    /** A whole tool, and what Guard knows it to do whatever the tool is called. */
    private Pattern whole(String tool) {
        Pattern named = ToolPattern.named(tool);
        Pattern does = switch (tool) {
            case "Bash" -> new AnyCommand(false);
            case "PowerShell" -> new AnyCommand(true);
            case "Read" -> new FilePattern(null, true, places);
            case "Edit", "Write", "MultiEdit" -> new FilePattern(null, false, places);
            case "WebFetch" -> HostPattern.any();
            default -> null;
        };
        return does == null ? named : new AnyOf(List.of(does, named));
    }

    private void command(String source, String text, String specifier, Verdict verdict, boolean powerShell) {
        String parameter = parameter(specifier);
        if (parameter != null && CONTENT.contains(parameter)) {
            entries.advise(
                    source, text, "Claude Code ignores it: `" + parameter + "` has rules of the form `Bash(rm *)`");
            return;
        }
        if (parameter != null && PARAMETERS.contains(parameter.toLowerCase(Locale.ROOT))) {
            parameter(source, text, powerShell ? "PowerShell" : "Bash", specifier, verdict);
            return;
        }
        if (powerShell) {
            entries.rule(source, verdict, new CommandPattern(new PowerShellCommand(specifier), true), text, null, null);
            return;
        }
        TextCommand command = TextCommand.of(specifier, false);
        SameAct act = acts.of("Bash(" + specifier + ")", command.words(), false, command);
        entries.rule(
                source, verdict, new CommandPattern(command), text, act == null ? TextCommand.READING : null, null);
        if (act != null) {
            entries.rule(source, verdict, act, text, act.reading(), null);
        }
    }

    private void path(
            PermissionFile file, String source, String text, ClaudeEntry entry, String specifier, Verdict verdict) {
        String parameter = parameter(specifier);
        if (parameter != null && CONTENT.contains(parameter)) {
            entries.advise(
                    source, text, "Claude Code ignores it: write `" + entry.tool() + "(path)` without the parameter");
            return;
        }
        if (parameter != null && PARAMETERS.contains(parameter)) {
            parameter(source, text, entry.tool(), specifier, verdict);
            return;
        }
        if (specifier.startsWith("!")) {
            entries.advise(source, text, "a pattern that only excludes names no file");
            return;
        }
        PathRule rule = PathRule.claude(specifier, settingsSource(file), places);
        boolean reads = entry.tool().equals("Read");
        entries.rule(source, verdict, new FilePattern(rule, reads, places), text, null, null);
    }

    /** What {@code /path} is relative to. */
    private Path settingsSource(PermissionFile file) {
        Path folder = file.path().toAbsolutePath().normalize().getParent();
        return switch (file.layer()) {
            case PROJECT, LOCAL -> places.project();
            case USER, MANAGED -> folder == null ? places.home() : folder;
        };
    }

    private void domain(String source, String text, String specifier, Verdict verdict) {
        if (specifier.startsWith("domain:") && specifier.length() > "domain:".length()) {
            entries.rule(
                    source,
                    verdict,
                    HostPattern.of(specifier.substring("domain:".length()).strip()),
                    text,
                    null,
                    null);
            return;
        }
        parameter(source, text, "WebFetch", specifier, verdict);
    }

    private void agent(String source, String text, ClaudeEntry entry, String specifier, Verdict verdict) {
        if (parameter(specifier) != null) {
            parameter(source, text, entry.tool(), specifier, verdict);
            return;
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String tool : List.of("Agent", "Task")) {
            patterns.add(ToolPattern.with(tool, "subagent_type", specifier));
            patterns.add(ToolPattern.with(tool, "name", specifier));
        }
        entries.rule(source, verdict, new AnyOf(patterns), text, null, null);
    }

    private void parameter(String source, String text, String tool, String specifier, Verdict verdict) {
        String parameter = parameter(specifier);
        if (parameter == null) {
            entries.advise(source, text, "`" + tool + "` has no rules of this form");
        } else if (CONTENT.contains(parameter)) {
            entries.advise(source, text, "Claude Code ignores it: `" + parameter + "` has rules of its own form");
        } else {
            String value = specifier.substring(parameter.length() + 1).strip();
            entries.rule(source, verdict, ToolPattern.with(tool, parameter, value), text, null, null);
        }
    }

    /** The parameter's name in {@code name:value}, or null. */
    private static @Nullable String parameter(String specifier) {
        int colon = specifier.indexOf(':');
        String name = colon <= 0 || colon + 1 == specifier.length() ? "" : specifier.substring(0, colon);
        boolean plain = !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
                && !specifier.equals(name + ":*");
        return plain ? name : null;
    }
}
