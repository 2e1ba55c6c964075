package dev.agentguard.rules.permission;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy.
 *
 * @param source file and line
 * @param text the rule in short
 * @param decision what it decides
 * @param priority tier and priority in one number
 * @param tools names of tools, stars for any characters; empty if any tool of the server
 * @param server the MCP server, {@code *} for any, or null if the names are whole
 * @param prefixes what a command begins with; empty if nothing is said
 * @param arguments what must be found in the arguments' JSON, or null
 * @param modes the modes in which it holds
 * @param annotations what the tool must say of itself
 * @param uncheckable what it depends on that Guard does not know, or null
 * @param allowsRedirection whether an allow holds for commands with redirections
 * @param message what to say, or null
 */
record GeminiRule(
        String source,
        String text,
        Decision decision,
        double priority,
        List<Wildcard> tools,
        @Nullable String server,
        List<String> prefixes,
        @Nullable Pattern arguments,
        Set<String> modes,
        Map<String, Boolean> annotations,
        @Nullable String uncheckable,
        boolean allowsRedirection,
        @Nullable String message) {

    static final String SHELL = "run_shell_command";

    private static final String TOOL = "tool ";
    private static final String COMMAND = "command ";

    enum Decision {
        DENY,
        ASK_USER,
        ALLOW
    }

    /** How sure it is that a rule matches. */
    enum Match {
        NO,
        PERHAPS,
        YES;

        Match and(Match other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }

    Match matches(GeminiCall call) {
        Match named = named(call);
        if (named == Match.NO || !commandMatches(call) || !argumentsMatch(call)) {
            return Match.NO;
        }
        Match annotated = annotated(call);
        return named.and(annotated)
                .and(uncheckable == null ? Match.YES : annotated == Match.NO ? Match.NO : Match.PERHAPS);
    }

    private Match named(GeminiCall call) {
        if (server == null) {
            return tools.isEmpty()
                            || tools.stream()
                                    .anyMatch(tool -> call.names().stream().anyMatch(tool::matches))
                    ? Match.YES
                    : Match.NO;
        }
        Match best = Match.NO;
        for (String name : call.names()) {
            best = ofServer(name, server).compareTo(best) > 0 ? ofServer(name, server) : best;
        }
        return call.isTool() ? best : Match.NO;
    }

    /** {@code mcp_server_tool}, or a tool that is called without its server. */
    private Match ofServer(String name, String wanted) {
        if (name.startsWith("mcp_")) {
            String rest = name.substring("mcp_".length());
            if (wanted.equals("*")) {
                int end = rest.indexOf('_');
                return end > 0 && isTool(rest.substring(end + 1)) ? Match.YES : Match.NO;
            }
            boolean own = rest.startsWith(wanted + "_") && isTool(rest.substring(wanted.length() + 1));
            return own ? Match.YES : Match.NO;
        }
        return !tools.isEmpty()
                        && tools.stream().noneMatch(tool -> tool.parts().equals(List.of("", "")))
                        && isTool(name)
                ? Match.PERHAPS
                : Match.NO;
    }

    private boolean isTool(String name) {
        return tools.isEmpty() || tools.stream().anyMatch(tool -> tool.matches(name));
    }

    private boolean commandMatches(GeminiCall call) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(call::startsWith);
    }

    private boolean argumentsMatch(GeminiCall call) {
        return arguments == null
                || call.json().stream().anyMatch(json -> arguments.matcher(json).find());
    }

    private Match annotated(GeminiCall call) {
        Match match = Match.YES;
        for (Map.Entry<String, Boolean> annotation : annotations.entrySet()) {
            Boolean known = call.annotations().get(annotation.getKey());
            if (known == null) {
                match = match.and(call.isTool() ? Match.PERHAPS : Match.NO);
            } else if (!known.equals(annotation.getValue())) {
                return Match.NO;
            }
        }
        return match;
    }

    /** What a call must have for this rule to match it; empty if it may be any. */
    Set<String> keys() {
        if (server != null || tools.isEmpty() || tools.stream().anyMatch(tool -> !tool.isLiteral())) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>();
        for (String prefix : prefixes) {
            keys.add(COMMAND + firstWord(prefix));
        }
        if (keys.isEmpty() || keys.contains(COMMAND)) {
            keys.clear();
            tools.forEach(tool -> keys.add(TOOL + tool.parts().get(0).toLowerCase(Locale.ROOT)));
        }
        return keys;
    }

    static Set<String> keysOf(GeminiCall call) {
        Set<String> keys = new HashSet<>();
        call.names().forEach(name -> keys.add(TOOL + name.toLowerCase(Locale.ROOT)));
        call.commands().forEach(command -> keys.add(COMMAND + firstWord(command)));
        return keys;
    }

    private static String firstWord(String command) {
        int end = 0;
        while (end < command.length() && !Character.isWhitespace(command.charAt(end)) && command.charAt(end) != '"') {
            end++;
        }
        return command.substring(0, end);
    }

    /** Whether it is about the domain of requests, and not about fetching as such. */
    boolean speaksOfArguments() {
        return arguments != null || !prefixes.isEmpty();
    }

    List<String> examples() {
        List<String> examples = new ArrayList<>();
        prefixes.forEach(prefix -> examples.add("shell " + prefix));
        prefixes.forEach(prefix -> examples.add("shell " + prefix + " > x"));
        for (Wildcard tool : tools) {
            String name = String.join("x", tool.parts());
            examples.add("tool " + (server == null || server.equals("*") ? name : "mcp_" + server + "_" + name));
        }
        return examples;
    }
}
