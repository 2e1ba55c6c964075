package dev.agentguard.effect.tool;

import dev.agentguard.effect.Kept;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the name of an argument that nobody declared says of its value. Names are compared as {@link #key} gives them. */
final class ArgumentNames {

    private static final Set<String> SHELL = Set.of(
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
    private static final Set<String> LINES = Set.of("commands", "cmds", "lines", "scripts", "shellcommands");

    /** What holds a command line if the tool's name says that it runs one. */
    private static final Set<String> LINE = Set.of("args", "arguments", "input", "line", "code", "run");

    private static final List<String> RUNNING =
            List.of("exec", "shell", "bash", "terminal", "command", "cmd", "console", "powershell", "subprocess");

    private static final Set<String> ADDRESS = Set.of("url", "uri", "endpoint", "address", "href");
    private static final Set<String> GRAPHQL = Set.of("graphql", "mutation", "graphqlquery", "gql", "document");

    /** What a person reads there need not be what it is about. */
    private static final Set<String> PROSE = Set.of(
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
    private static final Set<String> SEARCH = Set.of(
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

    private static final Set<String> GRAPH_QUERY =
            Set.of("cypher", "cypherquery", "sparql", "sparqlquery", "gremlin", "gremlinquery");

    private static final List<String> GRAPH_TOOLS = List.of("cypher", "neo4j", "memgraph", "sparql", "gremlin");

    private static final Kept<String> KEYS = new Kept<>(ArgumentNames::plain);

    private ArgumentNames() {}

    /** Returns a name without its style of writing: in lower case, without {@code _} and {@code -}. */
    static String key(@Nullable Object name) {
        String written = String.valueOf(name);
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return KEYS.of(written);
            }
        }
        return written;
    }

    private static String plain(String written) {
        return written.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Returns whether a tool's name says that it runs command lines; an execution is a thing that is looked at. */
    static boolean runs(String tool) {
        String name = key(tool).replace("execution", "");
        for (String word : RUNNING) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    static boolean isShell(String key, boolean runs) {
        return SHELL.contains(key)
                || key.endsWith("command")
                || key.endsWith("cmd")
                || key.endsWith("commandline")
                || (runs && LINE.contains(key));
    }

    static boolean areLines(String key) {
        return LINES.contains(key);
    }

    /** {@code sql}, {@code rawSql}, {@code sqlStatements}. */
    static boolean isSql(String key) {
        return key.startsWith("sql") || key.endsWith("sql");
    }

    /** Returns whether a statement there is one that runs, not one that is talked about. */
    static boolean isStatement(String key) {
        return key.equals("query") || key.equals("statement");
    }

    static boolean isGraphQl(String key) {
        return GRAPHQL.contains(key);
    }

    /** Returns whether a tool's name says that it asks a GraphQL service. */
    static boolean asksGraphQl(String tool) {
        String name = tool.toLowerCase(Locale.ROOT);
        return name.contains("graphql") || name.contains("gql");
    }

    /** Returns whether a query of a graph database stands there. */
    static boolean isGraphQuery(String key) {
        return GRAPH_QUERY.contains(key);
    }

    /** Returns whether a tool's name says that it asks a graph database. */
    static boolean asksGraph(String tool) {
        String name = tool.toLowerCase(Locale.ROOT);
        for (String word : GRAPH_TOOLS) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAddress(String key) {
        return ADDRESS.contains(key);
    }

    static boolean isProse(String key) {
        return PROSE.contains(key);
    }

    static boolean isSearch(String key) {
        return SEARCH.contains(key);
    }
}
