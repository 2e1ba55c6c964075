package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values of parameter expansions. */
final class Parameters {

    private Parameters() {}

    /** Returns the fields that an expansion yields, or null if they cannot be known. */
    static @Nullable List<Word> values(Part.Parameter parameter, Expansion expansion) {
        Word argument = parameter.argument() == null ? null : expansion.one(parameter.argument());
        String name = parameter.name();
        if (name.startsWith("!")) {
            List<Word> target = named(name.substring(1), expansion);
            if (target == null || target.size() != 1 || target.get(0).text().startsWith("!")) {
                return null;
            }
            name = target.get(0).text();
        }
        boolean assigned = isAssigned(name, expansion.shell());
        List<Word> values = named(name, expansion);
        String operator = parameter.operator();
        if (operator.isEmpty()) {
            return values;
        }
        if (operator.equals("length")) {
            return values == null || values.size() != 1
                    ? null
                    : List.of(Word.of("" + values.get(0).text().length()));
        }
        boolean defaults = operator.endsWith("-") || operator.endsWith("=") || operator.endsWith("+");
        if (defaults) {
            return defaulted(operator, name, values, assigned, argument, expansion);
        }
        if (operator.endsWith("?")) {
            return values;
        }
        if (values == null || values.size() > 1 || (argument != null && !argument.known())) {
            return null;
        }
        String value = values.isEmpty() ? "" : values.get(0).text();
        if (!expansion.counts(value.length())) {
            return null;
        }
        String changed = changed(operator, value, argument == null ? "" : argument.text());
        return changed == null ? null : List.of(Word.of(changed));
    }

    private static boolean isAssigned(String name, Shell shell) {
        return shell.variable(base(name)) != null;
    }

    private static String base(String name) {
        int index = name.indexOf('[');
        return index < 0 ? name : name.substring(0, index);
    }

    private static @Nullable List<Word> defaulted(
            String operator,
            String name,
            @Nullable List<Word> values,
            boolean assigned,
            @Nullable Word argument,
            Expansion expansion) {
        boolean plus = operator.endsWith("+");
        List<Word> fallback = argument == null ? List.of() : List.of(argument);
        if (values == null) {
            if (!expansion.isUnset()) {
                if (operator.endsWith("=") && argument != null) {
                    expansion.shell().assign(name, Shell.Value.UNKNOWN); // this, or what the environment holds
                }
                return null;
            }
            return plus ? List.of() : fallback;
        }
        boolean empty =
                values.isEmpty() || (values.size() == 1 && values.get(0).text().isEmpty());
        boolean counts = empty && (operator.startsWith(":") || !assigned);
        if (counts && operator.endsWith("=") && argument != null) {
            expansion.shell().assign(name, Shell.Value.of(argument));
        }
        return plus ? counts ? List.of() : fallback : counts ? fallback : values;
    }

    private static @Nullable List<Word> named(String name, Expansion expansion) {
        Shell shell = expansion.shell();
        char first = name.isEmpty() ? 0 : name.charAt(0);
        if (first == '@' || first == '*') {
            return shell.positional();
        }
        if (first >= '0' && first <= '9') {
            return positional(name, shell);
        }
        int index = name.indexOf('[');
        Shell.Value value = shell.variable(index < 0 ? name : name.substring(0, index));
        if (value == null) {
            return name.equals("IFS") ? List.of(Word.of(" \t\n")) : null;
        }
        List<Word> elements = value.elements();
        if (elements == null || elements.isEmpty()) {
            return elements;
        }
        if (index < 0) {
            return List.of(elements.get(0));
        }
        String key = name.substring(index + 1, name.length() - 1);
        if (key.equals("@") || key.equals("*")) {
            return elements;
        }
        int at = number(key);
        return at >= 0 && at < elements.size() ? List.of(elements.get(at)) : null;
    }

    private static @Nullable List<Word> positional(String name, Shell shell) {
        int at = number(name);
        if (at == 0) {
            return List.of(Word.of(shell.self()));
        }
        List<Word> values = shell.positional();
        return values == null ? null : at > 0 && at <= values.size() ? List.of(values.get(at - 1)) : List.of();
    }

    /** The number, or -1 if the text is none. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 6) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static @Nullable String changed(String operator, String value, String argument) {
        return switch (operator) {
            case "^^" -> value.toUpperCase(Locale.ROOT);
            case ",," -> value.toLowerCase(Locale.ROOT);
            case "^" -> value.isEmpty() ? value : value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
            case "," -> value.isEmpty() ? value : value.substring(0, 1).toLowerCase(Locale.ROOT) + value.substring(1);
            case ":" -> slice(value, argument);
            case "#", "##" -> withoutStart(value, argument, operator.length() == 2);
            case "%", "%%" -> withoutEnd(value, argument, operator.length() == 2);
            case "/", "//" -> replaced(value, argument, operator.length() == 2);
            default -> null;
        };
    }

    private static @Nullable String slice(String value, String argument) {
        int colon = argument.indexOf(':');
        int from = number((colon < 0 ? argument : argument.substring(0, colon)).strip());
        int length = colon < 0
                ? value.length()
                : number(argument.substring(colon + 1).strip());
        if (from < 0 || length < 0) {
            return null;
        }
        int start = Math.min(from, value.length());
        return value.substring(start, Math.min(value.length(), start + length));
    }

    private static @Nullable String withoutStart(String value, String pattern, boolean longest) {
        if (isPlain(pattern)) {
            return value.startsWith(pattern) ? value.substring(pattern.length()) : value;
        }
        if (!pattern.startsWith("*") || !isPlain(pattern.substring(1))) {
            return null;
        }
        String mark = pattern.substring(1);
        int at = longest ? value.lastIndexOf(mark) : value.indexOf(mark);
        return at < 0 ? value : value.substring(at + mark.length());
    }

    private static @Nullable String withoutEnd(String value, String pattern, boolean longest) {
        if (isPlain(pattern)) {
            return value.endsWith(pattern) ? value.substring(0, value.length() - pattern.length()) : value;
        }
        if (!pattern.endsWith("*") || !isPlain(pattern.substring(0, pattern.length() - 1))) {
            return null;
        }
        String mark = pattern.substring(0, pattern.length() - 1);
        int at = longest ? value.indexOf(mark) : value.lastIndexOf(mark);
        return at < 0 ? value : value.substring(0, at);
    }

    private static @Nullable String replaced(String value, String argument, boolean all) {
        int slash = argument.indexOf('/');
        String pattern = slash < 0 ? argument : argument.substring(0, slash);
        String with = slash < 0 ? "" : argument.substring(slash + 1);
        if (pattern.isEmpty() || !isPlain(pattern)) {
            return null;
        }
        if (all) {
            return replacedAll(value, pattern, with);
        }
        int at = value.indexOf(pattern);
        return at < 0 ? value : value.substring(0, at) + with + value.substring(at + pattern.length());
    }

    /** Replaces each occurrence; null if the result is longer than what is looked at. */
    static @Nullable String replacedAll(String value, String pattern, String with) {
        long most = (long) value.length() / pattern.length() * with.length() + value.length();
        if (most <= TextTools.LONGEST) {
            return value.replace(pattern, with);
        }
        StringBuilder out = new StringBuilder(value.length());
        int from = 0;
        for (int at = value.indexOf(pattern); at >= 0; at = value.indexOf(pattern, from)) {
            out.append(value, from, at).append(with);
            from = at + pattern.length();
            if (out.length() > TextTools.LONGEST) {
                return null;
            }
        }
        return out.append(value, from, value.length()).toString();
    }

    private static boolean isPlain(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[(|@!+".indexOf(pattern.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
