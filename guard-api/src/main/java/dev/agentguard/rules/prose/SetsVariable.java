package dev.agentguard.rules.prose;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An environment variable is set: in front of a command, by {@code export}, {@code env}, an option, a line that is
 * written to a file of variables, or at a provider.
 *
 * @param name its name
 * @param value what it is set to, or nothing for whatever
 */
record SetsVariable(String name, String value) implements Condition {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;
    private static final Set<String> LOOKS =
            Vocabulary.words("grep rg ag ack cat less head tail diff awk test [ [[ git");
    private static final Set<String> PRINTS = Set.of("echo", "printf");
    private static final List<String> PROVIDERS =
            List.of("env add ", "env set ", "secret set ", "secrets set ", "variables set ", "variable set ", "setx ");

    @Override
    public Certainty in(RuleInput input) {
        Action action = input.action().action();
        if (action instanceof ProcessStart start) {
            return Certainty.of(start.command().stream().anyMatch(this::isIn));
        }
        ToolCall tool = input.action().tool();
        if (tool == null) {
            return Certainty.NO;
        }
        List<String> texts = new ArrayList<>();
        tool.arguments().values().forEach(argument -> collect(argument, texts, 0));
        boolean file = texts.stream().anyMatch(text -> Paths.fits(".env", text));
        boolean line =
                tool.arguments().containsKey("command") || tool.arguments().containsKey("cmd");
        return Certainty.of((file || line) && texts.stream().anyMatch(this::isIn));
    }

    private static void collect(Object value, List<String> texts, int depth) {
        if (depth > DEEPEST || texts.size() > 200) {
            return;
        }
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, texts, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, texts, depth + 1));
        }
    }

    private boolean isIn(String said) {
        String line = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        int from = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || ";|&\n".indexOf(line.charAt(i)) >= 0) {
                if (isSetIn(line.substring(from, i).strip())) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    /** One command of a line: what only looks for the name, or prints it, sets nothing. */
    private boolean isSetIn(String command) {
        int blank = command.indexOf(' ');
        String program = blank < 0 ? command : command.substring(0, blank);
        if (LOOKS.contains(program) || (PRINTS.contains(program) && command.indexOf('>') < 0)) {
            return false;
        }
        for (int at = command.indexOf(name); at >= 0; at = command.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean starts = at == 0 || " \t'\":,(".indexOf(command.charAt(at - 1)) >= 0;
            if (starts && end < command.length() && command.charAt(end) == '=' && isValue(command, end + 1)) {
                return true;
            }
            String before = command.substring(0, at).toLowerCase(Locale.ROOT);
            boolean whole = end == command.length() || command.charAt(end) == ' ';
            if (starts && whole && PROVIDERS.stream().anyMatch(before::endsWith)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValue(String command, int at) {
        int from = at < command.length() && "'\"".indexOf(command.charAt(at)) >= 0 ? at + 1 : at;
        int end = from + value.length();
        return command.startsWith(value, from)
                && (value.isEmpty() || end == command.length() || !Character.isLetterOrDigit(command.charAt(end)));
    }

    @Override
    public List<String> examples() {
        String assigned = name + "=" + (value.isEmpty() ? "1" : value);
        return List.of("shell export " + assigned, "shell " + assigned + " make");
    }

    @Override
    public String toString() {
        return "sets the variable " + name + (value.isEmpty() ? "" : " to " + value);
    }
}
