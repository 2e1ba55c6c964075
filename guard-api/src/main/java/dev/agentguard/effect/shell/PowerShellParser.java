package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads the statements of a text of PowerShell, those in its brackets too. */
final class PowerShellParser {

    private final Cursor in;
    private final PowerShellWords words;
    private int indexes;

    PowerShellParser(String text) {
        this.in = new Cursor(text, 0);
        this.words = new PowerShellWords(in, this);
    }

    /** Whether the text is no PowerShell, or none that can be read. */
    boolean failed() {
        return in.problem() != null;
    }

    List<PowerShellStatement> whole() {
        List<PowerShellStatement> all = new ArrayList<>();
        while (!in.atEnd()) {
            all.addAll(statements((char) 0, false));
            if (!in.atEnd()) {
                in.problem("`" + in.here() + "` where none belongs");
                in.at++;
            }
        }
        return all;
    }

    /** Reads up to a closing bracket, and over it. */
    List<PowerShellStatement> statements(char close, boolean table) {
        List<PowerShellStatement> all = new ArrayList<>(2);
        if (!in.descend()) {
            return all;
        }
        while (true) {
            lines();
            char c = in.here();
            if (in.atEnd() || c == close || isClosing(c)) {
                if (c == close && !in.atEnd()) {
                    in.at++;
                } else if (close != 0) {
                    in.problem("`" + close + "` is missing");
                }
                in.ascend();
                return all;
            }
            int start = in.at;
            all.add(statement(table));
            if (in.at == start) {
                in.at++;
            }
        }
    }

    private PowerShellStatement statement(boolean table) {
        List<List<PowerShellWord>> commands = new ArrayList<>(2);
        List<PowerShellWord> files = new ArrayList<>(0);
        List<PowerShellWord> command = new ArrayList<>(4);
        while (true) {
            blanks();
            char c = in.here();
            if (in.atEnd() || isClosing(c) || c == ';') {
                break;
            }
            if (c == '\n' || c == '\r') {
                if ((command.isEmpty() && !commands.isEmpty()) || pipeFollows()) {
                    lines();
                    continue;
                }
                break;
            }
            if (in.skip("||") || in.skip("&&")) {
                break;
            }
            if (in.skip("|")) {
                commands.add(command);
                command = new ArrayList<>(4);
            } else if (c == '&' && command.isEmpty()) {
                in.at++;
                command.add(new PowerShellWord(List.of(PowerShellPart.text("&")), true));
            } else if (c == '&') {
                in.at++;
                break;
            } else if (c == ',') {
                in.at++;
                lines();
            } else if (!redirect(files)) {
                PowerShellWord word = words.word(command, table);
                if (table && command.size() == 1 && word.plain().equals("=")) {
                    command.set(0, new PowerShellWord(command.get(0).parts(), false));
                }
                command.add(word);
                if (word.isBlock()
                        && command.size() > 1
                        && commands.isEmpty()
                        && PowerShellKeywords.begins(command, false)) {
                    break;
                }
            }
        }
        if (!command.isEmpty()) {
            commands.add(command);
        }
        return new PowerShellStatement(commands, files);
    }

    /** {@code > file}, {@code 2>&1}, {@code *> file}. */
    private boolean redirect(List<PowerShellWord> files) {
        char c = in.here();
        int arrow = c == '*' || (c >= '1' && c <= '6') ? 1 : 0;
        if (in.ahead(arrow) != '>') {
            return false;
        }
        in.at += arrow + 1;
        in.skip(">");
        if (in.skip("&")) {
            in.at++;
            return true;
        }
        blanks();
        files.add(words.word(List.of(), false));
        return true;
    }

    /** Whether the next line goes on with a pipe. */
    private boolean pipeFollows() {
        int at = in.at;
        while (at < in.text.length() && in.text.charAt(at) <= ' ') {
            at++;
        }
        return in.text.startsWith("|", at) && !in.text.startsWith("||", at);
    }

    private void lines() {
        blanks();
        while (!in.atEnd() && (in.here() == ';' || in.here() <= ' ')) {
            in.at++;
            blanks();
        }
    }

    /** Skips blanks, comments and line ends that do not count. */
    void blanks() {
        while (!in.atEnd()) {
            char c = in.here();
            if (c == '`' && (in.ahead(1) == '\n' || in.ahead(1) == '\r')) {
                in.at += in.ahead(1) == '\r' && in.ahead(2) == '\n' ? 3 : 2;
            } else if (in.looksAt("<#")) {
                int end = in.text.indexOf("#>", in.at + 2);
                in.at = end < 0 ? in.text.length() : end + 2;
            } else if (c == '#') {
                int end = in.text.indexOf('\n', in.at);
                in.at = end < 0 ? in.text.length() : end;
            } else if (c != '\n' && c != '\r' && (c <= ' ' || Character.isSpaceChar(c))) {
                in.at++;
            } else {
                return;
            }
        }
    }

    /** Reads an index up to its closing bracket, and over it. */
    List<PowerShellStatement> index() {
        indexes++;
        List<PowerShellStatement> inside = statements(']', false);
        indexes--;
        return inside;
    }

    boolean isClosing(char c) {
        return c == ')' || c == '}' || (c == ']' && indexes > 0);
    }
}
