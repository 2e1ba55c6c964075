package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the interpreter that runs the code in a tool's arguments, by the tool's name and by what names the language. */
final class CodeArguments {

    private static final int LONGEST = 20;
    private static final String POWERSHELL = "pwsh -Command ";

    private static final Pattern DEL =
            Pattern.compile("^[ \\t]*del [a-zA-Z_][\\w, ]*(?:\\[[^\\]\\n]*\\])?[ \\t]*$", Pattern.MULTILINE);

    private static final Set<String> LANGUAGE_NAMES =
            Set.of("language", "lang", "runtime", "interpreter", "kernel", "codelanguage", "programminglanguage");

    private static final Set<String> CODE_NAMES = Set.of(
            "code",
            "script",
            "source",
            "sourcecode",
            "snippet",
            "pythoncode",
            "pythonscript",
            "python",
            "javascript",
            "jscode",
            "js",
            "cell",
            "function",
            "expression",
            "program");

    /** What runs what it is given, in names of tools. */
    private static final Set<String> RUNNING = Set.of("exec", "run", "eval", "interpreter", "repl", "sandbox", "cell");

    private static final Map<String, String> INTERPRETERS = Map.ofEntries(
            Map.entry("python", "python3 -c "),
            Map.entry("python3", "python3 -c "),
            Map.entry("py", "python3 -c "),
            Map.entry("ipython", "python3 -c "),
            Map.entry("javascript", "node -e "),
            Map.entry("js", "node -e "),
            Map.entry("node", "node -e "),
            Map.entry("nodejs", "node -e "),
            Map.entry("typescript", "node -e "),
            Map.entry("ts", "node -e "),
            Map.entry("ruby", "ruby -e "),
            Map.entry("powershell", POWERSHELL),
            Map.entry("pwsh", POWERSHELL),
            Map.entry("perl", "perl -e "),
            Map.entry("php", "php -r "));

    /**
     * What a tool's name says.
     *
     * @param only the interpreter whatever the arguments are, or null
     * @param chosen whether an argument may name the language
     * @param usual the interpreter if none does, or null
     */
    record Interpreters(
            @Nullable String only, boolean chosen, @Nullable String usual) {}

    private CodeArguments() {}

    /** Returns how a shell would start the interpreter, with a blank behind it; null if the tool runs no such code. */
    static @Nullable String interpreter(Interpreters named, ToolCall call) {
        if (!named.chosen()) {
            return named.only();
        }
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            if (argument.getValue() instanceof String value
                    && value.length() <= LONGEST
                    && LANGUAGE_NAMES.contains(ArgumentNames.key(argument.getKey()))) {
                return INTERPRETERS.get(value.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named.usual();
    }

    static Interpreters named(String name) {
        String tool = name.toLowerCase(Locale.ROOT);
        if (INTERPRETERS.containsKey(tool)) {
            return new Interpreters(INTERPRETERS.get(tool), false, null);
        }
        if (tool.contains("powershell") || tool.contains("pwsh")) {
            return new Interpreters(POWERSHELL, false, null);
        }
        if (!runs(tool)) {
            return new Interpreters(null, false, null);
        }
        if (tool.contains("python") || tool.contains("blender") || tool.contains("jupyter")) {
            return new Interpreters(null, true, "python3 -c ");
        }
        boolean script = tool.contains("javascript") || tool.endsWith("_js") || tool.contains("playwright");
        return new Interpreters(null, true, script || tool.contains("puppeteer") ? "node -e " : null);
    }

    /** Returns code as a shell would see it; {@code del name} is a statement of Python and no program. */
    static String asShell(String interpreter, String code) {
        return interpreter.startsWith("python") ? DEL.matcher(code).replaceAll("") : code;
    }

    private static boolean runs(String tool) {
        for (String word : RUNNING) {
            if (tool.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether code of an interpreter stands under a name; a shell's stands where command lines do. */
    static boolean isCode(String interpreter, String key) {
        return CODE_NAMES.contains(key)
                || (interpreter.equals(POWERSHELL) && ArgumentNames.isShell(key, true) && !key.startsWith("arg"));
    }
}
