package dev.agentguard.rules.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a command line at its operators and into words as a reader of permissions does: quotes are removed, nothing is
 * expanded. Bounded and without any going back.
 */
final class ShellLine {

    private static final int LONGEST = 1 << 16;
    private static final int MOST = 3_000;

    private static final Set<String> LEADING =
            Set.of("(", "{", "!", "if", "then", "else", "elif", "while", "until", "do", "time");

    private final String text;
    private final List<CommandPart> parts = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean redirects;
    private boolean redirectsAny;
    private boolean opaque;
    private final List<String> inputs = new ArrayList<>();
    private boolean target;
    private boolean input;
    private int at;

    private ShellLine(String text) {
        this.text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /**
     * What a line consists of.
     *
     * @param parts its commands, and the whole line if it has several
     * @param plain whether it holds only words and operators: no redirection, substitution, variable or wildcard
     * @param redirects whether one of its commands is redirected
     * @param inputs the files that standard input is taken from
     */
    record Split(List<CommandPart> parts, boolean plain, boolean redirects, List<String> inputs) {}

    static Split split(String line) {
        ShellLine split = new ShellLine(line);
        split.read();
        if (split.parts.size() > 1) {
            List<String> whole = List.of(collapsed(line.length() > LONGEST ? line.substring(0, LONGEST) : line)
                    .split(" "));
            split.parts.add(new CommandPart(whole, whole.get(0), CommandPart.Role.LINE, split.redirectsAny));
        }
        return new Split(
                List.copyOf(split.parts),
                !split.opaque && !split.redirectsAny,
                split.redirectsAny,
                List.copyOf(split.inputs));
    }

    /** The words of a text that is one command, such as a pattern; a star is a character like any other. */
    static List<String> words(String text) {
        ShellLine line = new ShellLine(text);
        while (line.at < line.text.length()) {
            line.character(line.text.charAt(line.at), false);
        }
        line.endWord();
        return List.copyOf(line.words);
    }

    private void read() {
        while (at < text.length() && parts.size() < MOST) {
            character(text.charAt(at), true);
        }
        endCommand();
    }

    private void character(char c, boolean operators) {
        if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c == '\\' && at + 1 < text.length()) {
            if (text.charAt(at + 1) != '\n') {
                inWord = true;
                word.append(text.charAt(at + 1) == Wildcard.STAR ? "\\*" : text.substring(at + 1, at + 2));
            }
            at += 2;
        } else if (c == ' ' || c == '\t' || c == '\r' || (c == '\n' && !operators)) {
            endWord();
            at++;
        } else if (operators && (c == '>' || c == '<')) {
            redirect();
        } else if (operators && c == '#' && !inWord) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (operators && (c == '&' || c == '|' || c == ';' || c == '\n')) {
            if (c == '&' && at + 1 < text.length() && text.charAt(at + 1) == '>') {
                at++;
                redirect();
            } else {
                endCommand();
                at++;
            }
        } else {
            opaque |= "$`*?[(){}~".indexOf(c) >= 0;
            if (operators && (c == '(' || c == ')')) {
                endWord();
                if (c == ')') {
                    endCommand();
                }
            } else {
                inWord = true;
                word.append(c);
            }
            at++;
        }
    }

    private void quoted(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            // an apostrophe that nothing closes is a character
            inWord = true;
            word.append(quote);
            opaque = true;
            at++;
            return;
        }
        String inside = text.substring(at + 1, end);
        opaque |= quote == '"' && (inside.indexOf('$') >= 0 || inside.indexOf('`') >= 0);
        word.append(quote == '"' ? inside.replace("\\\"", "\"") : inside);
        inWord = true;
        at = end + 1;
    }

    private void redirect() {
        boolean descriptor = inWord && word.chars().allMatch(Character::isDigit);
        if (descriptor) {
            word.setLength(0);
            inWord = false;
        }
        endWord();
        input = text.charAt(at) == '<' && !text.startsWith("<<", at) && !text.startsWith("<(", at);
        while (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        redirects = true;
        redirectsAny = true;
        target = true;
    }

    private void endWord() {
        if (inWord && !target) {
            words.add(word.toString());
        } else if (inWord && input) {
            inputs.add(word.toString());
        }
        target &= !inWord;
        word.setLength(0);
        inWord = false;
    }

    private void endCommand() {
        endWord();
        target = false;
        int from = 0;
        while (from < words.size() && (isAssignment(words.get(from)) || LEADING.contains(words.get(from)))) {
            from++;
        }
        if (from < words.size()) {
            List<String> command = new ArrayList<>(words.subList(from, words.size()));
            String called = command.get(0);
            command.set(0, CommandPart.withoutDirectory(called));
            parts.add(new CommandPart(command, called, CommandPart.Role.COMMAND, redirects));
        }
        words.clear();
        redirects = false;
    }

    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0 || Character.isDigit(word.charAt(0))) {
            return false;
        }
        for (int i = 0; i < equals; i++) {
            char c = word.charAt(i);
            if (c != '_' && !(c < 128 && Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    private static String collapsed(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (!blank) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        String found = line.toString().strip();
        return found.isEmpty() ? " " : found;
    }
}
