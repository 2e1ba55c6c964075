package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Goes through a program of awk, telling strings and regular expressions from code (POSIX awk, "Grammar"; gawk's
 * manual): what it runs, and which files it writes. Not safe for use by threads.
 */
final class AwkScript {

    private static final Set<String> CONDITIONS = Set.of("if", "while", "for", "switch");

    /** Words behind which a value starts, so that a slash opens a regular expression. */
    private static final Set<String> NO_VALUES =
            Set.of("print", "printf", "return", "in", "else", "do", "case", "exit", "delete", "getline");

    /** What stood last in front of the place that is read. */
    private enum Last {
        START,
        VALUE,
        STRING,
        OPERATOR
    }

    private final String text;
    private final CodeReader code;
    private final Reading reading;
    private final Shell shell;
    private final String place;
    private final Deque<Boolean> conditions = new ArrayDeque<>();
    private Last last = Last.START;
    private Last beforeString = Last.START;
    private String string = "";
    private boolean plainString;
    private boolean condition;
    private boolean prints;
    private int printDepth;
    private boolean calls;
    private int at;

    private AwkScript(String text, CodeReader code, Reading reading, Shell shell, String place) {
        this.text = text;
        this.code = code;
        this.reading = reading;
        this.shell = shell;
        this.place = place;
    }

    static void read(Word program, CodeReader code, Reading reading, Shell shell, String place) {
        new AwkScript(Unresolved.marked(program), code, reading, shell, place).whole();
    }

    private void whole() {
        while (at < text.length()) {
            step(text.charAt(at));
        }
        if (!calls && mentionsSystem()) {
            unknown("its program may start others");
        }
    }

    private void step(char c) {
        if (c == '\n' || c == ';' || c == '{' || c == '}') {
            at++;
            last = Last.START;
            prints = false;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '\\' && at + 1 < text.length()) {
            at += 2;
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '"') {
            string();
        } else if (c == '/' && last != Last.VALUE && last != Last.STRING) {
            regex();
        } else if (ExpansionParser.isNameStart(c)) {
            name();
        } else if (c == Unresolved.MARK) {
            inserted();
        } else {
            symbol(c);
        }
    }

    private void string() {
        beforeString = last;
        StringBuilder value = new StringBuilder();
        plainString = true;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            plainString &= c != Unresolved.MARK;
            if (c == '\\' && at < text.length()) {
                char next = text.charAt(at++);
                plainString &= next == '"' || next == '\\' || next == '/';
                c = next;
            }
            value.append(c);
        }
        if (at >= text.length()) {
            unknown("a string of its program never ends");
        }
        at++;
        string = value.toString();
        last = Last.STRING;
    }

    private void regex() {
        at++;
        boolean brackets = false;
        int open = at;
        while (at < text.length() && (brackets || text.charAt(at) != '/')) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[' && !brackets) {
                brackets = true;
                open = at + 1 < text.length() && text.charAt(at + 1) == '^' ? at + 2 : at + 1;
            } else if (c == ']' && at > open) {
                brackets = false;
            }
            at++;
        }
        if (at >= text.length()) {
            unknown("a regular expression of its program never ends");
        }
        at++;
        last = Last.VALUE;
    }

    private void name() {
        int start = at;
        while (at < text.length() && ExpansionParser.isName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        condition = CONDITIONS.contains(name);
        if (name.equals("print") || name.equals("printf")) {
            prints = true;
            printDepth = conditions.size();
        } else if (name.equals("system") && next() == '(') {
            calls = true;
            argument();
        }
        last = NO_VALUES.contains(name) ? Last.OPERATOR : Last.VALUE;
    }

    /** What {@code system} is given: a text, or what is only known when it runs. */
    private void argument() {
        blanks();
        at++;
        last = Last.OPERATOR;
        conditions.push(false);
        if (next() == '"') {
            blanks();
            string();
            if (next() == ')') {
                runs();
                return;
            }
        }
        unknown("its program starts others");
    }

    private void runs() {
        if (plainString) {
            code.shell(Word.of(string), shell, new Word("", false));
        } else {
            unknown("its program starts others");
        }
    }

    private void symbol(char c) {
        if (c == '(' || c == '[') {
            conditions.push(condition);
            condition = false;
            at++;
            last = Last.OPERATOR;
        } else if (c == ')' || c == ']') {
            boolean closesCondition = !conditions.isEmpty() && conditions.pop();
            at++;
            last = closesCondition ? Last.START : Last.VALUE;
        } else if (c == '|') {
            pipe();
        } else if (c == '>' && prints && conditions.size() <= printDepth && !text.startsWith(">=", at)) {
            output();
        } else if (c == '@') {
            at++;
            unknown("its program loads another, or calls what is only known when it runs");
            last = Last.OPERATOR;
        } else {
            boolean number = c == '.' || (c >= '0' && c <= '9');
            boolean counted = (c == '+' || c == '-') && at + 1 < text.length() && text.charAt(at + 1) == c;
            last = number || (counted && last == Last.VALUE) ? Last.VALUE : Last.OPERATOR;
            at += counted ? 2 : 1;
        }
    }

    private void pipe() {
        if (text.startsWith("||", at)) {
            at += 2;
            last = Last.OPERATOR;
            return;
        }
        boolean both = text.startsWith("|&", at);
        at += both ? 2 : 1;
        blanks();
        if (text.startsWith("getline", at) && last == Last.STRING && startsExpression(beforeString) && !both) {
            runs();
        } else if (!both && next() == '"') {
            string();
            if (ends()) {
                runs();
            } else {
                unknown("its program starts others");
            }
        } else {
            unknown("its program starts others");
        }
        last = Last.OPERATOR;
    }

    private void output() {
        boolean append = text.startsWith(">>", at);
        at += append ? 2 : 1;
        last = Last.OPERATOR;
        Word path = new Word("$file", false);
        if (next() == '"') {
            blanks();
            string();
            path = plainString && ends() ? Word.of(string) : path;
        }
        if (path.text().toLowerCase(Locale.ROOT).startsWith("/inet")) {
            unknown("its program speaks over a socket, which is not read");
        } else {
            WrittenFile.report(new Redirections.Target(path, append, true), false, reading, place);
        }
    }

    /** What the shell puts in: a value, unless it stands where a statement or a pattern does. */
    private void inserted() {
        at++;
        boolean alone = last == Last.START && (at >= text.length() || "{};\n".indexOf(next()) >= 0);
        if (alone) {
            unknown("parts of its program are only known when it runs");
        }
        last = Last.VALUE;
    }

    private static boolean startsExpression(Last before) {
        return before == Last.START || before == Last.OPERATOR;
    }

    private boolean ends() {
        char next = next();
        return next == 0 || ";}\n)#".indexOf(next) >= 0;
    }

    /** The next character that is no blank, or 0 at the end. */
    private char next() {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i < text.length() ? text.charAt(i) : 0;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** Whether {@code system(} stands anywhere, also in what was taken for a string. */
    private boolean mentionsSystem() {
        int found = text.indexOf("system");
        while (found >= 0) {
            at = found + 6;
            if (next() == '(') {
                return true;
            }
            found = text.indexOf("system", found + 1);
        }
        return false;
    }

    private void unknown(String reason) {
        reading.unknown("awk:unknown", place, "", reason);
    }
}
