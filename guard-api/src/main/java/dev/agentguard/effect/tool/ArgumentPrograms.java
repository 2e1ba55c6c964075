package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Kept;
import dev.agentguard.effect.query.GraphQuery;
import dev.agentguard.effect.tool.ArgumentProgram.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the programs in the arguments of a call that nobody declared: by the argument's name ({@code sql},
 * {@code command}) and by the text itself, since a model may put a statement anywhere. What a person would read
 * ({@code message}, {@code description}) is looked at by its name alone. Not safe for use by threads.
 */
final class ArgumentPrograms {

    /** How deep maps, lists and texts that hold JSON are looked into. */
    static final int DEEPEST = 32;

    /** How many programs are found. */
    static final int MOST = 50;

    /** How many texts, maps and lists are looked at. */
    static final int MOST_VALUES = 10_000;

    /** How many characters of texts are looked through. */
    static final int MOST_TEXT = 8 << 20;

    /** How many characters of texts are read as JSON. */
    static final int MOST_JSON = 1 << 20;

    private static final int LONGEST_JSON = 100_000;
    private static final int LONGEST_KEY = 60;

    private final boolean runs;
    private final boolean asksGraph;
    private final boolean asksGraphQl;
    private final @Nullable String interpreter;
    private final @Nullable String program;
    private final ProgramBudget budget;
    private final RoleValues call;
    private int values;
    private long characters;
    private int json;
    private boolean unseen;
    private final List<ArgumentProgram> found = new ArrayList<>(0);

    /** What a tool's name says. */
    private record Named(
            boolean runs,
            boolean asksGraph,
            boolean asksGraphQl,
            CodeArguments.Interpreters interpreters,
            String program) {
        static Named of(String tool) {
            return new Named(
                    ArgumentNames.runs(tool),
                    ArgumentNames.asksGraph(tool),
                    ArgumentNames.asksGraphQl(tool),
                    CodeArguments.named(tool),
                    ProgramTools.named(tool));
        }
    }

    private static final Kept<Named> NAMED = new Kept<>(Named::of);

    private ArgumentPrograms(RoleValues values, ProgramBudget budget) {
        ToolCall call = values.call();
        Named named = NAMED.of(call.tool());
        this.runs = named.runs();
        this.call = values;
        this.asksGraph = named.asksGraph();
        this.asksGraphQl = named.asksGraphQl();
        this.interpreter = CodeArguments.interpreter(named.interpreters(), call);
        this.program = ProgramTools.program(named.program(), call);
        this.budget = budget;
    }

    static List<ArgumentProgram> in(Map<String, @Nullable Object> arguments, RoleValues values, ProgramBudget budget) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        ArgumentPrograms programs = new ArgumentPrograms(values, budget);
        programs.look(arguments, "", 0);
        return programs.found;
    }

    private void look(Map<?, ?> arguments, String above, int depth) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            if (isPlain(entry.getValue())) {
                continue;
            }
            String name = String.valueOf(entry.getKey());
            String shown = name.length() > LONGEST_KEY ? name.substring(0, LONGEST_KEY) : name;
            String where = above.isEmpty() ? shown : above + "." + shown;
            if (isFull(where)) {
                return;
            }
            value(ArgumentName.of(shown), entry.getValue(), where, depth);
        }
    }

    /** Returns whether a value cannot hold a program. */
    private static boolean isPlain(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean;
    }

    /** Returns whether nothing more is looked at, and says so. */
    private boolean isFull(String where) {
        if (found.size() >= MOST || values >= MOST_VALUES || characters > MOST_TEXT) {
            unseen(where);
            return true;
        }
        return false;
    }

    private void value(ArgumentName name, @Nullable Object value, String where, int depth) {
        values++;
        if (depth > DEEPEST) {
            unseen(where);
        } else if (value instanceof String text) {
            text(name, text, where, depth);
        } else if (value instanceof Map<?, ?> inner) {
            look(inner, where, depth + 1);
        } else if (value instanceof List<?> items) {
            items(name, items, where, depth);
        }
    }

    private void items(ArgumentName name, List<?> items, String where, int depth) {
        if (program != null
                && depth == 0
                && ProgramTools.isLine(name.key())
                && items.stream().allMatch(String.class::isInstance)) {
            boolean whole = !items.isEmpty() && program.strip().equals(items.get(0));
            add(Language.SHELL, whole ? quoted(items) : program + quoted(items), where, true);
            return;
        }
        if (name.isShell(runs) && !areLines(name.key(), items) && items.stream().allMatch(String.class::isInstance)) {
            add(Language.SHELL, quoted(items), where, true);
            return;
        }
        for (Object item : items) {
            if (isPlain(item)) {
                continue;
            }
            if (isFull(where)) {
                return;
            }
            value(name, item, where, depth + 1);
        }
    }

    private boolean add(Language language, String text, String where, boolean named) {
        boolean allowed = budget.allows(text);
        if (allowed) {
            found.add(new ArgumentProgram(language, text, where, named));
        } else {
            unseen(where);
        }
        return allowed;
    }

    /** Said once: how much there is cannot be told. */
    private void unseen(String where) {
        if (!unseen) {
            unseen = true;
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
        return words && ArgumentNames.areLines(key);
    }

    private void text(ArgumentName name, String text, String where, int depth) {
        String key = name.key();
        boolean prose = name.prose() && !call.sends(); // what goes to an address is no prose
        boolean shell = name.isShell(runs);
        characters += prose ? 0 : text.length();
        if (text.isBlank()) {
            return;
        }
        if (!prose && text.length() <= LONGEST_JSON && JsonText.isObject(text)) {
            json += text.length();
            if (json > MOST_JSON) {
                unseen(where);
                return;
            }
            Map<?, ?> inside = JsonText.read(text);
            if (inside != null) {
                look(inside, where, depth + 1);
                return;
            }
        }
        if (program != null && depth == 0 && ProgramTools.isLine(key)) {
            add(Language.SHELL, ProgramTools.line(program, text), where, true);
        } else if (interpreter != null && CodeArguments.isCode(interpreter, key)) {
            if (add(Language.SHELL, interpreter + quoted(List.of(text)), where, true)) {
                // should the language be a lie
                found.add(new ArgumentProgram(Language.SHELL, CodeArguments.asShell(interpreter, text), where, false));
            }
        } else if (name.graphQuery()
                || (asksGraph && !prose && GraphQuery.mayBeOne(text))
                || (key.equals("query") && GraphQuery.looksLikeOne(text))) {
            add(Language.GRAPH, text, where, true);
        } else if (name.sql()) {
            add(Language.SQL, text, where, true);
        } else if (((name.graphQl() || (asksGraphQl && key.equals("query"))) && text.indexOf('{') >= 0)
                || (!prose && ProgramText.isGraphQl(text))) {
            add(Language.GRAPHQL, text, where, true);
        } else if (!prose && ProgramText.isSql(text)) {
            add(Language.SQL, text, where, ArgumentNames.isStatement(key));
        } else if (shell && (runs || !isWord(text))) {
            add(Language.SHELL, text, where, true);
        } else if (!prose && !shell && !name.search() && ProgramText.continuesAsShell(text)) {
            add(Language.SHELL, text, where, false);
        }
    }

    /** One word chooses among the acts of a tool that is not there to run lines: {@code command: view}. */
    private static boolean isWord(String text) {
        return text.length() <= LONGEST_KEY
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || c == '-')
                && text.charAt(0) != '-';
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
}
