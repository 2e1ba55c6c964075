package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A script of sed, taken apart by its grammar (GNU sed's manual, "sed scripts"): what it runs and which files it writes.
 * Braces need not be balanced, for a script may be one of several that are joined.
 */
final class SedScript {

    /** Commands that take nothing, and those that take a number. */
    private static final String PLAIN = "=dDgGhHnNpPxzFlLqQ";

    private final String text;
    private final boolean bracketsQuote;
    private final List<String> commands = new ArrayList<>(0);
    private final List<String> files = new ArrayList<>(0);
    private boolean runsInput;
    private int at;

    private SedScript(String text, boolean bracketsQuote) {
        this.text = text;
        this.bracketsQuote = bracketsQuote;
    }

    /** Takes a script apart in each way in which a sed does: some end {@code s/[/]/x/} inside of the brackets. */
    static List<SedScript> readings(String text) {
        List<SedScript> readings = new ArrayList<>(2);
        SedScript script = new SedScript(text, true);
        if (script.whole()) {
            readings.add(script);
        }
        SedScript other = new SedScript(text, false);
        if (text.indexOf('[') >= 0 && other.whole()) {
            readings.add(other);
        }
        return readings;
    }

    /** The commands that it runs. */
    List<String> commands() {
        return commands;
    }

    /** The files that it writes. */
    List<String> files() {
        return files;
    }

    /** Whether it runs what it reads, or what is only known when it runs. */
    boolean runsInput() {
        return runsInput;
    }

    private boolean whole() {
        while (true) {
            while (!atEnd() && (isBlank() || here() == '\n' || here() == ';')) {
                at++;
            }
            if (atEnd()) {
                return true;
            }
            if (!addresses() || atEnd() || !command()) {
                return false;
            }
        }
    }

    private boolean addresses() {
        int start = at;
        if (!address()) {
            return false;
        }
        blanks();
        if (at > start && here() == ',') {
            at++;
            blanks();
            int second = at;
            at += here() == '+' || here() == '~' ? 1 : 0;
            if (!address() || at == second) {
                return false;
            }
        }
        blanks();
        while (here() == '!') {
            at++;
            blanks();
        }
        return true;
    }

    /** Reads an address if one stands here; false if it does not end. */
    private boolean address() {
        char c = here();
        if (c == '/' || c == '\\') {
            at += c == '/' ? 0 : 1;
            if (!delimited(true, 1)) {
                return false;
            }
            while (here() == 'I' || here() == 'M') {
                at++;
            }
            return true;
        }
        if (c == '$') {
            at++;
            return true;
        }
        while (isDigit(here()) || here() == Unresolved.MARK || here() == '~') {
            at++;
        }
        return true;
    }

    private boolean command() {
        char c = text.charAt(at++);
        switch (c) {
            case '{' -> {
                return true;
            }
            case '}' -> {
                return ends();
            }
            case '#' -> toLineEnd();
            case ':', 'b', 't', 'T', 'v' -> label(c);
            case 'a', 'i', 'c' -> textLines();
            case 'r', 'R' -> toLineEnd();
            case 'w', 'W' -> {
                return file();
            }
            case 'e' -> runs(textLines());
            case 's' -> {
                return delimited(true, 2) && flags();
            }
            case 'y' -> {
                return delimited(false, 2) && ends();
            }
            default -> {
                if (PLAIN.indexOf(c) < 0) {
                    return false;
                }
                blanks();
                while (isDigit(here()) || here() == Unresolved.MARK) {
                    at++;
                }
                return ends();
            }
        }
        return true;
    }

    /** Whether a command may end here. */
    private boolean ends() {
        blanks();
        return atEnd() || "\n;}#".indexOf(here()) >= 0;
    }

    private void label(char command) {
        blanks();
        while (!atEnd() && !isBlank() && here() != '\n' && here() != ';' && !(here() == '}' && command != ':')) {
            at++;
        }
    }

    /** Reads parts between delimiters, the first of which stands here. */
    private boolean delimited(boolean regex, int parts) {
        if (atEnd() || here() == '\n' || here() == Unresolved.MARK || (parts == 2 && here() == '\\')) {
            return false;
        }
        char delimiter = text.charAt(at++);
        for (int part = 0; part < parts; part++) {
            if (!part(delimiter, regex && part == 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean part(char delimiter, boolean regex) {
        while (!atEnd()) {
            char c = text.charAt(at++);
            if (c == delimiter) {
                return true;
            }
            if (c == '\\') {
                at++;
            } else if (c == '\n' && regex) {
                return false;
            } else if (c == '[' && regex && bracketsQuote) {
                int from = here() == '^' ? at + 2 : at + 1;
                int close = text.indexOf(']', from);
                at = close < 0 ? at : close + 1;
            }
        }
        return false;
    }

    private boolean flags() {
        while (!atEnd()) {
            char c = here();
            if (c == 'w') {
                at++;
                return file();
            }
            if (c == 'e' || c == Unresolved.MARK) {
                runsInput = true;
            } else if ("gpiImM".indexOf(c) < 0 && !isDigit(c)) {
                return ends();
            }
            at++;
        }
        return true;
    }

    private boolean file() {
        blanks();
        String name = toLineEnd();
        if (!name.isEmpty() && files.size() < 20) {
            files.add(name);
        }
        return !name.isEmpty();
    }

    private void runs(String command) {
        if (command.isBlank() || command.charAt(0) == ';' || command.charAt(0) == '}' || commands.size() >= 20) {
            runsInput = true;
        } else {
            commands.add(command);
        }
    }

    /** The text behind {@code a}, {@code i}, {@code c} or {@code e}: to the end of the last line that is continued. */
    private String textLines() {
        blanks();
        if (here() == '\\') {
            at++;
            blanks();
            at += here() == '\n' ? 1 : 0;
        }
        StringBuilder lines = new StringBuilder();
        while (!atEnd() && here() != '\n') {
            at += here() == '\\' && at + 1 < text.length() ? 1 : 0;
            lines.append(text.charAt(at++));
        }
        return lines.toString();
    }

    private String toLineEnd() {
        int end = text.indexOf('\n', at);
        String line = text.substring(Math.min(at, text.length()), end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end;
        return line;
    }

    private void blanks() {
        while (isBlank()) {
            at++;
        }
    }

    private boolean isBlank() {
        char c = here();
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
