package dev.agentguard.javaagent.inventory;

import dev.agentguard.action.ToolDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Annotations to paste on a tool that nobody declared: the worst class, and what its parameters seem to hold. */
public final class Suggestion {

    private static final Set<String> SQL = Set.of("sql", "query", "statement");
    private static final Set<String> SHELL = Set.of("command", "cmd", "commandline", "script", "shell");
    private static final Set<String> ENVIRONMENT = Set.of("environment", "env", "stage", "environmentname");
    private static final Set<String> URL = Set.of("url", "uri", "endpoint");

    private static final String RUNS_SQL = "@Sql ";
    private static final String RUNS_SHELL = "@Shell ";

    private Suggestion() {}

    /**
     * Returns the lines to paste. A tool that runs what it is given needs no class: what is in it tells at each call.
     *
     * @param tool the tool
     * @return an annotation for the method, if it needs one, and the method's head with those for its parameters
     */
    public static List<String> of(Tool tool) {
        List<String> parameters = new ArrayList<>();
        boolean runs = false;
        for (ToolParameter parameter : tool.parameters()) {
            String annotation = annotation(tool, parameter);
            runs |= annotation.equals(RUNS_SQL) || annotation.equals(RUNS_SHELL);
            parameters.add(annotation + parameter.type() + " " + parameter.name());
        }
        List<String> lines = new ArrayList<>();
        if (!runs) {
            lines.add("@Guarded(Reversibility.IRREVERSIBLE)"
                    + " // or READ_ONLY, REVERSIBLE, RECOVERABLE: the worst that it does");
        }
        lines.add(
                tool.returns() + " " + tool.method() + parameters.stream().collect(Collectors.joining(", ", "(", ")")));
        return lines;
    }

    private static String annotation(Tool tool, ToolParameter parameter) {
        String name = parameter.name();
        String key = name.toLowerCase(Locale.ROOT).replace("_", "");
        boolean declared = tool.declaration().parameters().stream()
                .map(ToolDeclaration.Parameter::name)
                .anyMatch(name::equals);
        if (declared || isNumber(parameter)) {
            return "";
        }
        if (SQL.contains(key) || key.endsWith("sql")) {
            return RUNS_SQL;
        }
        if (SHELL.contains(key)) {
            return RUNS_SHELL;
        }
        if (ENVIRONMENT.contains(key)) {
            return "@TargetEnvironment ";
        }
        if (URL.contains(key)) {
            return "@HttpPart(HttpPart.Part.URL) ";
        }
        boolean id = key.length() > 2 && (name.endsWith("Id") || name.endsWith("_id"));
        return id ? "@TargetResource(\"app:" + key.substring(0, key.length() - 2) + "\") " : "";
    }

    private static boolean isNumber(ToolParameter parameter) {
        return !parameter.type().equals("String")
                && !parameter.name().endsWith("Id")
                && !parameter.name().endsWith("_id");
    }
}
