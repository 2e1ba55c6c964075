package dev.agentguard.rules.prose;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that code in a command line changes: {@code python -c "open('gen/a', 'w')"}. A name that the code makes up may
 * be any.
 */
final class CodeWrites {

    private static final int LONGEST = 20_000;
    private static final String OPERATION = "code:";

    /** Calls whose first argument is the file. */
    private static final Set<String> OF_PATHS = Set.of(
            "open",
            "writefile",
            "writefilesync",
            "appendfile",
            "appendfilesync",
            "rm",
            "rmsync",
            "rmdir",
            "rmdirsync",
            "unlink",
            "unlinksync",
            "remove",
            "rename",
            "renamesync",
            "copyfile",
            "copyfilesync",
            "truncate",
            "truncatesync",
            "createwritestream",
            "file_put_contents",
            "rmtree",
            "removedirs",
            "makedirs",
            "delete",
            "rm_rf",
            "rm_f",
            "rm_r",
            "mkdir",
            "mkdirsync",
            "fopen",
            "copytree",
            "move",
            "copy");

    private CodeWrites() {}

    static boolean isOne(Effect effect) {
        return effect.operation().startsWith(OPERATION)
                && effect.reversibility().mayWrite();
    }

    /** Whether what the code changes is meant. */
    static Certainty of(RuleInput input, Predicate<String> meant) {
        String code = code(input);
        List<String> named = literals(code).stream().filter(CodeWrites::isPath).toList();
        boolean any = literals(code).stream().anyMatch(meant);
        if (any) {
            return named.stream().allMatch(meant) ? Certainty.YES : Certainty.PERHAPS;
        }
        String call = input.effect().operation().substring(OPERATION.length());
        String method = call.substring(call.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return OF_PATHS.contains(method) && isMadeUp(code, method) ? Certainty.PERHAPS : Certainty.NO;
    }

    private static String code(RuleInput input) {
        StringBuilder code = new StringBuilder();
        for (Command command : input.commands()) {
            command.arguments().forEach(word -> code.append(word.text()).append('\n'));
            if (command.input() != null) {
                code.append(command.input().text()).append('\n');
            }
        }
        return code.length() > LONGEST ? code.substring(0, LONGEST) : code.toString();
    }

    private static boolean isPath(String literal) {
        return literal.indexOf('/') >= 0 || Paths.isOne(literal);
    }

    private static List<String> literals(String code) {
        List<String> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (start < 0 && isQuote(c)) {
                start = i;
            } else if (start >= 0 && c == code.charAt(start)) {
                found.add(withoutMode(code.substring(start + 1, i)));
                start = -1;
            } else if (start >= 0 && c == '\n') {
                start = -1;
            }
        }
        return found;
    }

    /** Perl writes the mode in front of the name: {@code ">gen/a"}. */
    private static String withoutMode(String literal) {
        return literal.startsWith(">") || literal.startsWith("+") ? literal.replaceFirst("^[>+<\\s]+", "") : literal;
    }

    /** Whether a call of the method is given something else than a name as it is written. */
    private static boolean isMadeUp(String code, String method) {
        String lower = code.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(method); at >= 0; at = lower.indexOf(method, at + 1)) {
            int open = at + method.length();
            if (open >= lower.length() || lower.charAt(open) != '(') {
                continue;
            }
            int first = open + 1;
            while (first < lower.length() && lower.charAt(first) == ' ') {
                first++;
            }
            char quote = first < lower.length() ? lower.charAt(first) : ')';
            int end = isQuote(quote) ? lower.indexOf(quote, first + 1) : -1;
            int next = end + 1;
            while (end > 0 && next < lower.length() && lower.charAt(next) == ' ') {
                next++;
            }
            boolean plain = quote == ')'
                    || (end > 0 && next < lower.length() && (lower.charAt(next) == ',' || lower.charAt(next) == ')'));
            if (!plain
                    || (quote == '`'
                            && lower.substring(first, Math.max(first, end)).contains("${"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }
}
