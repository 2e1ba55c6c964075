package dev.agentguard.rules;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words in which an action itself says what it does, as {@linkplain Stems stems}: names of tools, programs and
 * subcommands, options, names and short values of arguments, parts of paths and of addresses. Text that is only carried
 * along, such as a message or a file's content, is left out. Read once for each effect. Immutable.
 */
public final class ActionWords {

    private static final int MOST_ARGUMENTS = 60;
    private static final int MOST_ITEMS = 40;
    private static final int DEEPEST = 3;
    private static final int SUBCOMMANDS = 3;
    private static final int SEGMENTS = 4;
    private static final int SHORT_VALUE = 80;
    private static final int FEW_WORDS = 3;

    private static final Set<String> STARTERS = Set.of(
            "python", "python3", "node", "bash", "sh", "zsh", "ruby", "perl", "php", "deno", "bun", "npx", "bunx",
            "make", "just", "task", "npm", "pnpm", "yarn", "uv", "uvx", "poetry", "cargo", "go", "dotnet", "java",
            "rake", "rails");
    private static final Set<String> READS = Set.of(
            "get",
            "list",
            "ls",
            "show",
            "read",
            "describe",
            "view",
            "search",
            "find",
            "status",
            "info",
            "help",
            "inspect",
            "lookup",
            "check",
            "count",
            "whoami",
            "version",
            "history",
            "log",
            "logs",
            "diff",
            "preview",
            "estimate",
            "validate",
            "doctor",
            "explain",
            "plan",
            "lint",
            "test");
    private static final Set<String> READING_OPTIONS = Set.of("--help", "-h", "--version", "--dry-run", "--list");

    private static final Set<String> PATHS =
            Set.of("file_path", "filepath", "path", "file", "filename", "file_name", "notebook_path", "target_file");

    private final Set<String> acts = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> file = new HashSet<>();
    private String extension = "";
    private boolean reads;
    private boolean helps;

    private ActionWords(RuleInput input) {
        Effect effect = input.effect();
        reads = effect.reversibility() == Reversibility.READ_ONLY;
        int colon = effect.operation().indexOf(':');
        addAct(effect.operation().substring(colon + 1));
        addName(effect.operation().substring(0, Math.max(0, colon)));
        addName(effect.resource().type());
        String id = effect.resource().id();
        if (id != null) {
            addName(id);
        }
        if (isFile(effect) && id != null) {
            readFile(id);
        }
        ToolCall tool = input.action().tool();
        if (tool != null) {
            addTool(tool);
        }
        input.commands().forEach(this::addCommand);
        if (input.action().action() instanceof HttpCall call) {
            addRequest(call);
        }
    }

    /**
     * Returns the words of an action.
     *
     * @param input one effect of it
     * @return the words that belong to that effect
     */
    public static ActionWords of(RuleInput input) {
        return input.action().derived(input.effect(), ActionWords.class, () -> new ActionWords(input));
    }

    /** Returns all words, the more precise ones among them. */
    Set<String> all() {
        return Collections.unmodifiableSet(names);
    }

    /**
     * Returns whether all of these stand in it, wherever.
     *
     * @param stems stems
     * @return true if they do
     */
    public boolean names(Set<String> stems) {
        return names.containsAll(stems);
    }

    /**
     * Returns whether one of these stands where it says what it does.
     *
     * @param stems stems
     * @return true if one does
     */
    public boolean does(Set<String> stems) {
        return stems.stream().anyMatch(acts::contains);
    }

    /**
     * Returns whether all of these stand where it says what it does.
     *
     * @param stems stems
     * @return true if they do
     */
    public boolean doesAll(Set<String> stems) {
        return acts.containsAll(stems);
    }

    /**
     * Returns whether it changes a file whose path has all of these.
     *
     * @param stems stems
     * @return true if it does
     */
    public boolean isFileNamed(Set<String> stems) {
        return !file.isEmpty() && file.containsAll(stems);
    }

    /**
     * Returns whether its effect is on a file.
     *
     * @return true if it is
     */
    public boolean isOnFile() {
        return !file.isEmpty();
    }

    /**
     * Returns what follows the last dot of that file's name.
     *
     * @return the extension in lower case, empty if there is none
     */
    public String extension() {
        return extension;
    }

    /**
     * Returns whether its words say that it only reads.
     *
     * @return true if they do, or if it is known to
     */
    public boolean reads() {
        return reads || helps;
    }

    /**
     * Returns whether it only reads and not by what one of these words says.
     *
     * @param stems stems
     * @return true if it does
     */
    public boolean readsElse(Set<String> stems) {
        return helps || (reads && !does(stems));
    }

    /** Whether the class was taken from the words of the command, since nobody knows more of the program. */
    static boolean isGuessed(Effect effect) {
        return effect.resource().type().startsWith("command:")
                || effect.resource().type().endsWith(":unknown");
    }

    private static boolean isFile(Effect effect) {
        return effect.resource().type().equals("local:file")
                || effect.resource().type().equals("git:file");
    }

    /** Adds the last parts of a path; what lies above says nothing of the file. */
    private void readFile(String path) {
        int from = path.length();
        for (int i = 0; i < SEGMENTS && from > 0; i++) {
            from = path.lastIndexOf('/', from - 1);
        }
        Stems.addTo(file, path.substring(Math.max(0, from)));
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        extension = dot > slash ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    private void addAct(String name) {
        Stems.addTo(acts, name);
        Stems.addTo(names, name);
    }

    private void addName(String name) {
        Stems.addTo(names, name);
    }

    private void addTool(ToolCall tool) {
        addAct(tool.tool());
        String name = tool.tool();
        int start = Math.max(Math.max(name.lastIndexOf("__") + 1, name.lastIndexOf('.')), name.lastIndexOf(':')) + 1;
        String own = name.substring(Math.min(start, name.length() - 1));
        int end = 0;
        while (end < own.length()
                && Character.isLetter(own.charAt(end))
                && (end == 0
                        || !Character.isUpperCase(own.charAt(end))
                        || Character.isUpperCase(own.charAt(end - 1)))) {
            end++;
        }
        reads |= READS.contains(own.substring(0, end).toLowerCase(Locale.ROOT));
        int items = 0;
        for (Map.Entry<String, ?> argument : tool.arguments().entrySet()) {
            if (items++ < MOST_ITEMS) {
                addName(argument.getKey());
                if (argument.getValue() instanceof String path
                        && PATHS.contains(argument.getKey().toLowerCase(Locale.ROOT))) {
                    readFile(path);
                }
                addValue(argument.getValue(), 0);
            }
        }
    }

    private void addValue(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            if (isShort(text)) {
                addName(text);
            }
        } else if (value instanceof Number number) {
            addName(number.toString());
        } else if (depth < DEEPEST && value instanceof List<?> list) {
            list.stream().limit(MOST_ITEMS).forEach(item -> addValue(item, depth + 1));
        } else if (depth < DEEPEST && value instanceof Map<?, ?> map) {
            map.entrySet().stream().limit(MOST_ITEMS).forEach(entry -> {
                addName(String.valueOf(entry.getKey()));
                addValue(entry.getValue(), depth + 1);
            });
        }
    }

    /** A name or a path, no text that somebody wrote. */
    private static boolean isShort(String text) {
        return text.length() <= SHORT_VALUE
                && text.indexOf('\n') < 0
                && text.chars().filter(c -> c == ' ').count() < FEW_WORDS;
    }

    private void addCommand(Command command) {
        addAct(command.program());
        boolean starts = STARTERS.contains(command.program());
        int bare = 0;
        int seen = 0;
        for (Word word : command.arguments()) {
            String text = word.text();
            if (++seen > MOST_ARGUMENTS) {
                return;
            }
            helps |= READING_OPTIONS.contains(text);
            if (text.indexOf(' ') >= 0) {
                continue;
            }
            boolean option = text.startsWith("-");
            boolean plain = text.indexOf('/') < 0 && text.indexOf('.') < 0 && text.indexOf('=') < 0;
            if (!option && bare < SUBCOMMANDS && (plain || starts)) {
                bare++;
                addAct(text.substring(text.lastIndexOf('/') + 1));
                reads |= READS.contains(text);
            } else {
                addName(text);
            }
        }
    }

    private void addRequest(HttpCall call) {
        String method = call.method().toUpperCase(Locale.ROOT);
        reads |= method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        String url = call.url();
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int query = rest.indexOf('?');
        int slash = rest.indexOf('/');
        String address = query < 0 ? rest : rest.substring(0, query);
        addName(address);
        if (slash > 0 && slash < address.length()) {
            addAct(address.substring(slash));
        }
        if (query >= 0) {
            addName(rest.substring(query + 1));
        }
    }
}
