package dev.agentguard.rules.permission;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool by its name, perhaps with a parameter: {@code mcp__github__delete_*}, {@code Agent(model:opus)}. A tool that is
 * called without its server's name may be of any server, so that the match bears a question at most.
 */
final class ToolPattern implements Pattern {

    private static final String SERVER = "mcp__";

    private final String name;
    private final Wildcard names;
    private final @Nullable Wildcard server;
    private final @Nullable String alone;
    private final @Nullable String parameter;
    private final @Nullable Wildcard value;

    private ToolPattern(String name, @Nullable String parameter, @Nullable String value) {
        this.name = parameter == null ? name : name + "(" + parameter + ":" + value + ")";
        boolean server = name.startsWith(SERVER) && name.indexOf("__", SERVER.length()) < 0 && name.indexOf('*') < 0;
        this.names = Wildcard.of(name, true);
        this.server = server ? Wildcard.of(name + "__*", true) : null;
        this.parameter = parameter;
        this.value = value == null ? null : Wildcard.of(value, false);
        int tool = name.startsWith(SERVER) ? name.indexOf("__", SERVER.length()) : -1;
        String last = tool < 0 ? "" : name.substring(tool + 2);
        this.alone = last.isEmpty() || last.indexOf('*') >= 0 ? null : last.toLowerCase(Locale.ROOT);
    }

    static ToolPattern named(String name) {
        return new ToolPattern(name, null, null);
    }

    static ToolPattern with(String name, String parameter, String value) {
        return new ToolPattern(name, parameter, value);
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        ToolCall call = input.action().tool();
        if (call == null) {
            boolean any = !names.isLiteral() && names.parts().stream().allMatch(String::isEmpty) && parameter == null;
            return any && input.action().action() instanceof ProcessStart ? Verdict.DENY : null;
        }
        if (!hasParameter(call)) {
            return null;
        }
        if (names.matches(call.tool()) || (server != null && server.matches(call.tool()))) {
            return Verdict.DENY;
        }
        return alone != null && alone.equals(call.tool().toLowerCase(Locale.ROOT)) ? Verdict.ASK : null;
    }

    private boolean hasParameter(ToolCall call) {
        if (parameter == null || value == null) {
            return true;
        }
        Object given = call.arguments().get(parameter);
        boolean scalar = given instanceof String || given instanceof Number || given instanceof Boolean;
        return scalar && value.matches(String.valueOf(given));
    }

    @Override
    public Set<RuleKey> keys() {
        if (!names.isLiteral() || server != null) {
            return Set.of();
        }
        RuleKey whole = new RuleKey(RuleKey.Dimension.TOOL, names.parts().get(0));
        return alone == null ? Set.of(whole) : Set.of(whole, new RuleKey(RuleKey.Dimension.TOOL, alone));
    }

    /** All tools of a server, or several of them, are looked up by their server. */
    @Override
    public Set<String> ownKeys() {
        if (names.isLiteral() && server == null) {
            return Set.of();
        }
        String known = serverOf(names.parts().get(0) + (server == null ? "" : "__"));
        return known == null ? Set.of() : Set.of(known);
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        ToolCall call = input.action().tool();
        String known = call == null ? null : serverOf(call.tool().toLowerCase(Locale.ROOT) + "__");
        return known == null ? Set.of() : Set.of(known);
    }

    private static @Nullable String serverOf(String tool) {
        int end = tool.startsWith(SERVER) ? tool.indexOf("__", SERVER.length()) : -1;
        return end < 0 ? null : tool.substring(0, end);
    }

    @Override
    public List<String> examples() {
        String tool = name.indexOf('(') < 0 ? name : name.substring(0, name.indexOf('('));
        String called = tool.replace("*", "x");
        if (parameter == null || value == null) {
            return List.of("tool " + called, "tool " + called + "__x");
        }
        return List.of("tool " + called + " " + StableJson.of(Map.of(parameter, String.join("x", value.parts()))));
    }

    @Override
    public String toString() {
        return "tool `" + name + "`";
    }
}
