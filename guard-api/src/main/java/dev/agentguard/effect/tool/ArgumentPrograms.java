package dev.agentguard.effect.tool;

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

    private static final int DEEPEST = 8;
    private static final int MOST = 50;
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
            "filetext");

    private final boolean runs;
    private final boolean sends;
    private final List<ArgumentProgram> found = new ArrayList<>();

    private ArgumentPrograms(boolean runs, boolean sends) {
        this.runs = runs;
        this.sends = sends;
    }

    static List<ArgumentProgram> in(Map<String, @Nullable Object> arguments, String tool) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        ArgumentPrograms programs = new ArgumentPrograms(runs(tool), sends(arguments));
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
        if (found.size() >= MOST || depth > DEEPEST) {
            return;
        }
        if (value instanceof String text) {
            text(key, text, where);
        } else if (value instanceof Map<?, ?> inner) {
            look(inner, where, depth + 1);
        } else if (value instanceof List<?> items) {
            if (isShellName(key) && items.stream().allMatch(String.class::isInstance)) {
                found.add(new ArgumentProgram(Language.SHELL, quoted(items), where, true));
                return;
            }
            for (Object item : items) {
                value(key, item, where, depth + 1);
            }
        }
    }

    private void text(String key, String text, String where) {
        if (text.isBlank()) {
            return;
        }
        if (isSqlName(key)) {
            found.add(new ArgumentProgram(Language.SQL, text, where, true));
        } else if (GRAPHQL_NAMES.contains(key) && text.indexOf('{') >= 0) {
            found.add(new ArgumentProgram(Language.GRAPHQL, text, where, true));
        } else if (!isProse(key) && ProgramText.isGraphQl(text)) {
            found.add(new ArgumentProgram(Language.GRAPHQL, text, where, true));
        } else if (ProgramText.isSql(text) && !isProse(key)) {
            found.add(new ArgumentProgram(Language.SQL, text, where, key.equals("query") || key.equals("statement")));
        } else if (isShellName(key)) {
            found.add(new ArgumentProgram(Language.SHELL, text, where, true));
        } else if (!isProse(key) && ProgramText.continuesAsShell(text)) {
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

    private static boolean runs(String tool) {
        String name = key(tool);
        for (String word : RUNNING) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean isShellName(String key) {
        return SHELL_NAMES.contains(key) || (runs && LINE_NAMES.contains(key));
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
