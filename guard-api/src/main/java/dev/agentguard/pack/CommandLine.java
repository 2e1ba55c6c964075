package dev.agentguard.pack;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command, options told from operands.
 *
 * @param syntax how options are written
 * @param options the options in order
 * @param operands the other words in order
 * @param rest where the command that this one runs starts in the arguments: behind the last operand that was asked for
 * @param arguments all arguments
 */
record CommandLine(OptionSyntax syntax, List<Option> options, List<Word> operands, int rest, List<Word> arguments) {

    private static final Set<String> OFF = Set.of("false", "no", "none", "0", "off", "never");

    private static final List<String> DIRECTORIES = List.of("HOME", "PWD", "OLDPWD", "TMPDIR");

    /**
     * An option as it was written.
     *
     * @param name its name with its dashes
     * @param value its value, or null if none was given with it
     */
    record Option(String name, @Nullable Word value) {}

    static CommandLine of(List<Word> arguments, OptionSyntax syntax) {
        return of(arguments, syntax, Integer.MAX_VALUE);
    }

    /** Reads until so many operands were found; what is behind them is not looked at. */
    static CommandLine of(List<Word> arguments, OptionSyntax syntax, int most) {
        List<Option> options = new ArrayList<>(4);
        List<Word> operands = new ArrayList<>(4);
        int at = read(arguments, 0, syntax, most, options, operands);
        return new CommandLine(syntax, options, operands, at, arguments);
    }

    private static int read(
            List<Word> arguments, int from, OptionSyntax syntax, int most, List<Option> options, List<Word> operands) {
        boolean only = false;
        int at = from;
        while (at < arguments.size() && (operands.isEmpty() || operands.size() < most)) {
            Word word = arguments.get(at);
            if (only || !syntax.isOption(word.text()) || !startsKnown(word)) {
                if (operands.size() >= most) {
                    break;
                }
                operands.add(word);
                only |= syntax.untilOperand();
                at++;
            } else if (word.text().equals("--")) {
                options.add(new Option("--", null));
                only = true;
                at++;
            } else {
                at = option(arguments, at, syntax, options);
                only |= !syntax.last().isEmpty()
                        && syntax.last()
                                .contains(name(options.get(options.size() - 1).name(), syntax));
            }
        }
        return at;
    }

    /** Returns the words of the command that this one runs: those behind {@code rest}, without options in front. */
    List<Word> restWords() {
        int at = read(arguments, rest, syntax, 0, new ArrayList<>(), new ArrayList<>());
        return arguments.subList(at, arguments.size());
    }

    /** A word of which not even the start is known is an operand that may be anything. */
    private static boolean startsKnown(Word word) {
        return word.known() || !mayBeAnything(word);
    }

    static boolean mayBeAnything(Word word) {
        if (word.known() || word.operand()) {
            return false;
        }
        char first = word.text().isEmpty() ? '$' : word.text().charAt(0);
        if (first == '$' && isDirectory(word.text())) {
            return false;
        }
        return first == '$' || first == '`' || first == '<' || first == '>' || first == '%' || first == '(';
    }

    /** Variables that the system sets to an absolute path. */
    private static boolean isDirectory(String text) {
        int start = text.startsWith("${") ? 2 : 1;
        for (String name : DIRECTORIES) {
            int end = start + name.length();
            if (text.startsWith(name, start)) {
                char next = end < text.length() ? text.charAt(end) : '/';
                return start == 2 ? next == '}' : next != '_' && !Character.isLetterOrDigit(next);
            }
        }
        return false;
    }

    private static int option(List<Word> arguments, int at, OptionSyntax syntax, List<Option> options) {
        Word word = arguments.get(at);
        String text = word.text();
        int equals = syntax.style() == OptionSyntax.Style.SLASH || syntax.style() == OptionSyntax.Style.POWERSHELL
                ? text.indexOf(':')
                : text.indexOf('=');
        boolean cluster = syntax.combines(text)
                && !syntax.takesValue(text)
                && !syntax.flags().contains(text);
        if (cluster) {
            return cluster(arguments, at, syntax, options);
        }
        if (equals > 0) {
            options.add(new Option(text.substring(0, equals), new Word(text.substring(equals + 1), word.known())));
            return at + 1;
        }
        if (syntax.takesValue(name(text, syntax)) && at + 1 < arguments.size()) {
            options.add(new Option(text, arguments.get(at + 1)));
            return at + 2;
        }
        options.add(new Option(text, null));
        return at + 1;
    }

    private static String name(String text, OptionSyntax syntax) {
        if (syntax.style() == OptionSyntax.Style.LONG && text.startsWith("--")) {
            return text.substring(1);
        }
        return syntax.style() == OptionSyntax.Style.POWERSHELL ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static int cluster(List<Word> arguments, int at, OptionSyntax syntax, List<Option> options) {
        Word word = arguments.get(at);
        String text = word.text();
        String start = text.substring(0, 1);
        for (int i = 1; i < text.length(); i++) {
            String name = start + text.charAt(i);
            if (text.charAt(i) == '=' && i > 1) {
                Option last = options.remove(options.size() - 1);
                options.add(new Option(last.name(), new Word(text.substring(i + 1), word.known())));
                return at + 1;
            }
            if (syntax.takesValue(name)) {
                boolean joined = i + 1 < text.length();
                boolean next = at + 1 < arguments.size();
                Word value =
                        joined ? new Word(text.substring(i + 1), word.known()) : next ? arguments.get(at + 1) : null;
                options.add(new Option(name, value));
                return at + (joined || !next ? 1 : 2);
            }
            options.add(new Option(name, null));
        }
        return at + 1;
    }

    /** Returns the options of these names that are written and not switched off. */
    List<Option> given(List<String> names) {
        List<Option> given = List.of();
        for (int i = 0; i < options.size() && !names.isEmpty(); i++) {
            Option option = options.get(i);
            if (named(option, names) && !off(option)) {
                given = given.isEmpty() ? new ArrayList<>(2) : given;
                given.add(option);
            }
        }
        return given;
    }

    private boolean named(Option option, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (syntax.same(option.name(), names.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether one of these options is written out, and not taken back. */
    boolean surelyGiven(List<String> names) {
        boolean given = false;
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            if (takesBack(option.name(), names)) {
                return false;
            }
            given |= names.contains(option.name()) && !off(option) && known(option);
        }
        return given;
    }

    private static boolean takesBack(String written, List<String> names) {
        return written.startsWith("--no-") && names.contains("--" + written.substring(5));
    }

    private static boolean known(Option option) {
        return option.value() == null || option.value().known();
    }

    private boolean off(Option option) {
        Word value = option.value();
        return value != null
                && !syntax.takesValue(option.name())
                && value.known()
                && OFF.contains(value.text().toLowerCase(Locale.ROOT));
    }

    /** Returns whether a word stands behind an option of which nobody said whether it takes a value. */
    boolean behindOption(Word word) {
        for (int i = 1; i < arguments.size(); i++) {
            Word front = arguments.get(i - 1);
            boolean option = syntax.isOption(front.text())
                    && !front.text().equals("--")
                    && front.text().indexOf('=') < 0
                    && !syntax.flags().contains(front.text());
            if (option && arguments.get(i).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** How many operands stand in front of the first option: the first word does, whatever it turns out to be. */
    private int leading() {
        if (options.isEmpty()) {
            return 1;
        }
        int front = 0;
        while (front < arguments.size()
                && (!syntax.isOption(arguments.get(front).text()) || !startsKnown(arguments.get(front)))) {
            front++;
        }
        return front;
    }

    /** Returns whether a word could turn out to be an option. */
    boolean hidesOptions() {
        for (int i = syntax.leading() ? leading() : 0; i < operands.size(); i++) {
            if (mayBeAnything(operands.get(i))) {
                return true;
            }
        }
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).value() == null && options.get(i).name().indexOf('$') >= 0) {
                return true;
            }
        }
        return false;
    }
}
