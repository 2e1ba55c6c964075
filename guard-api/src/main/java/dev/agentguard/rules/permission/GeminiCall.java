package dev.agentguard.rules.permission;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.permission.CommandPart.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Something that an action does, as a call of one of Gemini CLI's tools.
 *
 * @param names the names under which rules may speak of it
 * @param json the arguments as text, in each form that rules may expect
 * @param commands the text of the command, in each form
 * @param annotations what is known of what the tool says of itself
 * @param isTool whether it is a tool call
 * @param redirects whether it is a command of a line with redirections
 * @param direct whether it is what an HTTP client sends by itself
 */
record GeminiCall(
        Set<String> names,
        List<String> json,
        List<String> commands,
        Map<String, Boolean> annotations,
        boolean isTool,
        boolean redirects,
        boolean direct) {

    private static final int MOST = 2_000;

    /** A prefix ends where a word ends. */
    boolean startsWith(String prefix) {
        return commands.stream()
                .anyMatch(command -> command.startsWith(prefix)
                        && (command.length() == prefix.length()
                                || Character.isWhitespace(command.charAt(prefix.length()))
                                || command.charAt(prefix.length()) == '"'));
    }

    static List<GeminiCall> of(RuleInput input, Places places) {
        return input.action()
                .derived(input.effect(), All.class, () -> new All(read(input, places)))
                .calls();
    }

    /** What an effect is, in calls. */
    private record All(List<GeminiCall> calls) {}

    private static List<GeminiCall> read(RuleInput input, Places places) {
        List<GeminiCall> calls = new ArrayList<>();
        ToolCall tool = input.action().tool();
        CommandParts parts = CommandParts.of(input.action());
        for (CommandPart part : parts.parts()) {
            if (part.role() == Role.COMMAND && calls.size() < MOST) {
                calls.add(command(part, parts.redirects()));
            }
        }
        if (tool != null) {
            calls.add(new GeminiCall(
                    names(tool.tool()),
                    List.of(StableJson.of(tool.arguments())),
                    List.of(),
                    annotations(input.effect()),
                    true,
                    false,
                    false));
        }
        for (FileTouches.Touch touch : FileTouches.of(input, places)) {
            Set<String> names =
                    touch.writes() ? Set.of("write_file", "replace") : Set.of("read_file", "read_many_files");
            calls.add(plain(
                    names,
                    "file_path",
                    touch.paths().stream().map(Path::toString).toList(),
                    false));
        }
        Effect effect = input.effect();
        if (effect.host() != null) {
            boolean direct = input.action().action() instanceof HttpCall;
            String url = direct ? ((HttpCall) input.action().action()).url() : "https://" + effect.host() + "/";
            calls.add(plain(Set.of("web_fetch"), "prompt", List.of(url), direct));
        }
        return List.copyOf(calls);
    }

    private static GeminiCall command(CommandPart part, boolean redirects) {
        Set<String> texts = new LinkedHashSet<>(List.of(part.text(), part.textAsCalled()));
        return new GeminiCall(
                Set.of(GeminiRule.SHELL, "shelltool"),
                texts.stream()
                        .map(text -> StableJson.of(Map.of("command", text)))
                        .toList(),
                List.copyOf(texts),
                Map.of(),
                false,
                redirects,
                false);
    }

    private static GeminiCall plain(Set<String> names, String argument, List<String> values, boolean direct) {
        return new GeminiCall(
                names,
                values.stream()
                        .map(value -> StableJson.of(Map.of(argument, value)))
                        .toList(),
                List.of(),
                Map.of(),
                false,
                false,
                direct);
    }

    /** {@code mcp__server__tool} is Gemini's {@code mcp_server_tool}. */
    private static Set<String> names(String tool) {
        String lower = tool.toLowerCase(Locale.ROOT);
        return lower.startsWith("mcp__")
                ? Set.of(lower, "mcp_" + lower.substring(5).replace("__", "_"))
                : Set.of(lower);
    }

    /** What Guard read of a tool call says more than what the tool says of itself. */
    private static Map<String, Boolean> annotations(Effect effect) {
        Reversibility reversibility = effect.reversibility();
        if (reversibility == Reversibility.UNKNOWN) {
            return Map.of();
        }
        boolean reads = reversibility == Reversibility.READ_ONLY;
        boolean destroys = reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
        return Map.of("readOnlyHint", reads, "destructiveHint", destroys);
    }
}
