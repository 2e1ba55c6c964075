package dev.agentguard.rules.permission;

import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Reads Cursor's files. Only the command line's {@code permissions.deny} refuses anything; what the others hold is listed
 * with the reason why Guard does not enforce it.
 */
final class CursorReader {

    private static final String LOOSENS_NOTHING = "an allow of another tool loosens nothing in Guard";

    private static final Set<String> EVENTS = Set.of(
            "sessionStart",
            "sessionEnd",
            "preToolUse",
            "postToolUse",
            "postToolUseFailure",
            "subagentStart",
            "subagentStop",
            "beforeShellExecution",
            "afterShellExecution",
            "beforeMCPExecution",
            "afterMCPExecution",
            "beforeReadFile",
            "afterFileEdit",
            "beforeSubmitPrompt",
            "preCompact",
            "stop",
            "afterAgentResponse",
            "afterAgentThought",
            "beforeTabFileRead",
            "afterTabFileEdit");

    private final Places places;
    private final SameActs acts;
    private final Entries entries;

    CursorReader(Places places, SameActs acts, Entries entries) {
        this.places = places;
        this.acts = acts;
        this.entries = entries;
    }

    void permissions(PermissionFile file, Json json) {
        for (String list : List.of("mcpAllowlist", "terminalAllowlist")) {
            json.all(list).forEach(allowed -> allowed(file, list, allowed));
        }
        for (Json autoRun : json.all("autoRun")) {
            for (Json.Field field : autoRun.fields()) {
                for (Json item : items(field.value())) {
                    entries.advise(
                            source(file, item),
                            item.text(),
                            field.name().equals("block_instructions")
                                    ? "prose for Cursor's classifier; written into `AGENTS.md` Guard reads it"
                                    : LOOSENS_NOTHING);
                }
            }
        }
    }

    void hooks(PermissionFile file, Json json) {
        for (Json hooks : json.all("hooks")) {
            for (Json.Field event : hooks.fields()) {
                entries.advise(
                        source(file, event.value()),
                        event.name(),
                        EVENTS.contains(event.name())
                                ? "a hook that is run by Cursor only"
                                : "no event of Cursor, which ignores it silently: this hook never runs");
            }
        }
    }

    void commandLine(PermissionFile file, Json json) {
        for (Json permissions : json.all("permissions")) {
            permissions.all("allow").forEach(list -> allowed(file, "permissions.allow", list));
            for (Json list : permissions.all("deny")) {
                if (list.type() != Json.Type.LIST) {
                    entries.broken(source(file, list), "deny", "expected a list of rules, nothing of it is enforced");
                }
                list.items().forEach(item -> denied(file, item));
            }
        }
    }

    private void allowed(PermissionFile file, String name, Json list) {
        long count = items(list).stream().filter(Json::isString).count();
        if (count > 0) {
            entries.advise(
                    source(file, list), name + ": " + count + (count == 1 ? " entry" : " entries"), LOOSENS_NOTHING);
        }
    }

    private static List<Json> items(Json json) {
        return json.type() == Json.Type.LIST ? json.items() : List.of(json);
    }

    private void denied(PermissionFile file, Json item) {
        String source = source(file, item);
        ClaudeEntry entry = item.isString() && item.text().length() <= 2_000 ? ClaudeEntry.of(item.text()) : null;
        String specifier = entry == null ? null : entry.specifier();
        if (entry == null || specifier == null || specifier.isEmpty()) {
            entries.advise(source, item.text(), "expected a rule such as `Shell(rm)` or `Write(docs/**)`");
            return;
        }
        String text = item.text();
        switch (entry.tool()) {
            case "Shell" -> shell(source, text, specifier);
            case "Read" -> deny(source, text, files(specifier, true));
            case "Write" -> deny(source, text, files(specifier, false));
            case "WebFetch" -> deny(source, text, HostPattern.of(specifier));
            case "Mcp" -> deny(source, text, mcp(specifier));
            default -> entries.advise(source, text, "`" + entry.tool() + "` is no tool of Cursor's rules");
        }
    }

    private void deny(String source, String text, Pattern pattern) {
        entries.rule(source, Verdict.DENY, pattern, text, null, null);
    }

    private Pattern files(String specifier, boolean reads) {
        boolean any = specifier.equals("*") || specifier.equals("**");
        return new FilePattern(any ? null : PathRule.workspace(specifier, places), reads, places);
    }

    private static Pattern mcp(String specifier) {
        int colon = specifier.indexOf(':');
        String server = colon < 0 ? specifier : specifier.substring(0, colon);
        String tool = colon < 0 ? "*" : specifier.substring(colon + 1);
        return ToolPattern.named("mcp__" + server + "__" + tool);
    }

    /** {@code Shell(git)} is every command of git; {@code Shell(git:push*)} those with such arguments. */
    private void shell(String source, String text, String specifier) {
        int colon = specifier.indexOf(':');
        String program = colon < 0 ? specifier : specifier.substring(0, colon);
        String arguments = colon < 0 ? "*" : specifier.substring(colon + 1);
        boolean all = program.equals("*") && arguments.equals("*");
        if (all) {
            deny(source, text, new AnyCommand(false));
            return;
        }
        TextCommand command = TextCommand.of(program + " " + arguments, false);
        SameAct act = acts.of(text, command.words(), false, command);
        entries.rule(
                source,
                Verdict.DENY,
                new CommandPattern(command),
                text,
                act == null ? TextCommand.READING : null,
                null);
        if (act != null) {
            entries.rule(source, Verdict.DENY, act, text, act.reading(), null);
        }
    }

    private static String source(PermissionFile file, Json json) {
        return file.name() + ":" + json.line();
    }
}
