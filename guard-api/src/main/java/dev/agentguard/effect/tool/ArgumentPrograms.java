package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.tool.ArgumentProgram.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the programs in the arguments of a call that nobody declared: by the argument's name ({@code sql},
 * {@code command}) and by the text itself, since a model may put a statement anywhere. What a person would read
 * ({@code message}, {@code description}) is looked at by its name alone. Not safe for use by threads.
 */
final class ArgumentPrograms {

    private static final int DEEPEST = 32;
    private static final int MOST = 50;
    private static final int MOST_VALUES = 10_000;
    private static final int LONGEST_JSON = 100_000;
    private static final int LONGEST_KEY = 60;

    private static final Set<String> SHELL_NAMES = Set.of(
            "command",
            "cmd",
            "commands",
            "commandline",
            "shell",
            "shellcommand",
            "bash",
            "bashcommand",
            "script",
            "exec");

    /** Of these a list holds lines, not the words of one. */
    private static final Set<String> LINES_NAMES = Set.of("commands", "cmds", "lines", "scripts", "shellcommands");

    /** What holds a command line if the tool's name says that it runs one. */
    private static final Set<String> LINE_NAMES = Set.of("args", "arguments", "input", "line", "code", "run");

    private static final List<String> RUNNING =
            List.of("exec", "shell", "bash", "terminal", "command", "cmd", "console", "powershell", "subprocess");

    private static final Set<String> ADDRESS_NAMES = Set.of("url", "uri", "endpoint", "address", "href");
    private static final Set<String> GRAPHQL_NAMES = Set.of("graphql", "mutation", "graphqlquery", "gql", "document");

    /** What a person reads there need not be what it is about. */
    private static final Set<String> PROSE_NAMES = Set.of(
            "content",
            "contents",
            "text",
            "body",
            "message",
            "title",
            "subject",
            "description",
            "summary",
            "comment",
            "note",
            "notes",
            "thought",
            "prompt",
            "question",
            "reason",
            "newstr",
            "oldstr",
            "newstring",
            "oldstring",
            "newtext",
            "oldtext",
            "newsource",
            "inserttext",
            "codeedit",
            "snippet",
            "diff",
            "result",
            "explanation",
            "instructions",
            "pattern",
            "regex",
            "repl",
            "replacement",
            "filetext");

    /** What is looked for may be about commands; a statement there is still read. */
    private static final Set<String> SEARCH_NAMES = Set.of(
            "query",
            "q",
            "search",
            "searchquery",
            "searchterm",
            "searchphrase",
            "topic",
            "task",
            "instructions",
            "code",
            "expr",
            "logql",
            "promql",
            "jql",
            "cql",
            "filter");

    private static final Set<String> GRAPH_QUERY_NAMES =
            Set.of("cypher", "cypherquery", "sparql", "sparqlquery", "gremlin", "gremlinquery");

    private static final List<String> GRAPH_TOOLS = List.of("cypher", "neo4j", "memgraph", "sparql", "gremlin");

    private final boolean runs;
    private final boolean sends;
    private final boolean asksGraph;
    private final @Nullable String interpreter;
    private int values;
    private final List<ArgumentProgram> found = new ArrayList<>();

    private ArgumentPrograms(ToolCall call) {
        this.runs = runs(call.tool());
        this.sends = sends(call.arguments());
        String tool = call.tool().toLowerCase(Locale.ROOT);
        this.asksGraph = GRAPH_TOOLS.stream().anyMatch(tool::contains);
        this.interpreter = CodeArguments.interpreter(call);
    }

    static List<ArgumentProgram> in(Map<String, @Nullable Object> arguments, ToolCall call) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        ArgumentPrograms programs = new ArgumentPrograms(call);
        programs.look(arguments, "", 0);
        return programs.found;
    }

    private void look(Map<?, ?> arguments, String above, int depth) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            String name = String.valueOf(entry.getKey());
            String shown = name.length() > LONGEST_KEY ? name.substring(0, LONGEST_KEY) : name;
            value(key(shown), entry.getValue(), above.isEmpty() ? shown : above + "." + shown, depth);
        }
    }

    private void value(String key, @Nullable Object value, String where, int depth) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return;
        }
        if (found.size() >= MOST || depth > DEEPEST || ++values > MOST_VALUES) {
            unseen(where);
            return;
        }
        if (value instanceof String text) {
            text(key, text, where, depth);
        } else if (value instanceof Map<?, ?> inner) {
            look(inner, where, depth + 1);
        } else if (value instanceof List<?> items) {
            if (isShellName(key) && !areLines(key, items) && items.stream().allMatch(String.class::isInstance)) {
                found.add(new ArgumentProgram(Language.SHELL, quoted(items), where, true));
                return;
            }
            for (Object item : items) {
                value(key, item, where, depth + 1);
            }
        }
    }

    /** Said once: how much there is cannot be told. */
    private void unseen(String where) {
        if (found.isEmpty() || found.get(found.size() - 1).language() != Language.UNSEEN) {
            found.add(new ArgumentProgram(Language.UNSEEN, "", where, true));
        }
    }

    /** {@code [ls, rm -rf x]} are two lines, {@code [sh, -c, "ls -l"]} is one. */
    private static boolean areLines(String key, List<?> items) {
        boolean words = false;
        for (Object item : items) {
            if (!(item instanceof String text) || text.startsWith("-")) {
                return false;
            }
            words |= text.strip().indexOf(' ') > 0;
        }
        return words && LINES_NAMES.contains(key);
    }

    private void text(String key, String text, String where, int depth) {
        if (text.isBlank()) {
            return;
        }
        if (!isProse(key) && text.length() <= LONGEST_JSON && JsonText.isObject(text)) {
            Map<?, ?> inside = JsonText.read(text);
            if (inside != null) {
                look(inside, where, depth + 1);
                return;
            }
        }
        if (interpreter != null && CodeArguments.isCode(key)) {
            found.add(new ArgumentProgram(Language.SHELL, interpreter + quoted(List.of(text)), where, true));
            found.add(new ArgumentProgram(Language.SHELL, text, where, false)); // should the language be a lie
        } else if (GRAPH_QUERY_NAMES.contains(key)
                || (asksGraph && !isProse(key) && GraphQuery.mayBeOne(text))
                || (key.equals("query") && GraphQuery.looksLikeOne(text))) {
            found.add(new ArgumentProgram(Language.GRAPH, text, where, true));
        } else if (isSqlName(key)) {
            found.add(new ArgumentProgram(Language.SQL, text, where, true));
        } else if (GRAPHQL_NAMES.contains(key) && text.indexOf('{') >= 0) {
            found.add(new ArgumentProgram(Language.GRAPHQL, text, where, true));
        } else if (!isProse(key) && ProgramText.isGraphQl(text)) {
            found.add(new ArgumentProgram(Language.GRAPHQL, text, where, true));
        } else if (ProgramText.isSql(text) && !isProse(key)) {
            found.add(new ArgumentProgram(Language.SQL, text, where, key.equals("query") || key.equals("statement")));
        } else if (isShellName(key) && (runs || !isWord(text))) {
            found.add(new ArgumentProgram(Language.SHELL, text, where, true));
        } else if (!isProse(key)
                && !isShellName(key)
                && !SEARCH_NAMES.contains(key)
                && ProgramText.continuesAsShell(text)) {
            found.add(new ArgumentProgram(Language.SHELL, text, where, false));
        }
    }

    /** What goes to an address is no prose. */
    private static boolean sends(Map<String, @Nullable Object> arguments) {
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            if (ADDRESS_NAMES.contains(key(argument.getKey())) && argument.getValue() != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isProse(String key) {
        return !sends && PROSE_NAMES.contains(key);
    }

    /** An execution is a thing that is listed and looked at. */
    private static boolean runs(String tool) {
        String name = key(tool).replace("execution", "");
        for (String word : RUNNING) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean isShellName(String key) {
        return SHELL_NAMES.contains(key)
                || key.endsWith("command")
                || key.endsWith("cmd")
                || key.endsWith("commandline")
                || (runs && LINE_NAMES.contains(key));
    }

    /** One word chooses among the acts of a tool that is not there to run lines: {@code command: view}. */
    private static boolean isWord(String text) {
        return text.length() <= LONGEST_KEY
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || c == '-')
                && text.charAt(0) != '-';
    }

    /** {@code sql}, {@code rawSql}, {@code sqlStatements}. */
    private static boolean isSqlName(String key) {
        return key.startsWith("sql") || key.endsWith("sql") || key.equals("sqlstatements");
    }

    /** The words of an argument vector as one line that a shell reads as the same words. */
    private static String quoted(List<?> words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.length() == 0 ? "'" : " '")
                    .append(String.valueOf(word).replace("'", "'\\''"))
                    .append('\'');
        }
        return line.toString();
    }

    static String key(@Nullable Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
