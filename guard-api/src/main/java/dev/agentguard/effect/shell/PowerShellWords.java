package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.PowerShellPart.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of PowerShell. */
final class PowerShellWords {

    private static final int LAST_OPERATOR = 3;

    private final Cursor in;
    private final PowerShellParser parser;
    private final PowerShellStrings strings;

    PowerShellWords(Cursor in, PowerShellParser parser) {
        this.in = in;
        this.parser = parser;
        this.strings = new PowerShellStrings(in, parser);
    }

    /**
     * Reads a word, at least one character.
     *
     * @param before the words of the command that stand in front of it
     * @param table whether it stands in a table, where an equals sign ends a key
     */
    PowerShellWord word(List<PowerShellWord> before, boolean table) {
        List<PowerShellPart> parts = new ArrayList<>(2);
        StringBuilder text = new StringBuilder();
        boolean bare = !PowerShellStrings.isQuote(in.here());
        List<PowerShellWord> command = behindAssignment(before);
        boolean expression = command.isEmpty() ? startsValue(in.here()) : isExpression(command);
        boolean key = before.isEmpty() && (table || expression);
        int start = in.at;
        while (!in.atEnd() && !isEnd(in.here())) {
            char c = in.here();
            boolean behind = in.at > start;
            if (behind && ((c == '=' && key) || opensNext(c, parts, text))) {
                break;
            }
            if (behind && expression && endsValue(c, parts, text)) {
                break;
            }
            if (strings.quoted(parts, text)) {
                bare &= behind || !strings.wasHere();
            } else if (c == '`' && in.at + 1 < in.text.length()) {
                text.append(in.ahead(1));
                in.at += 2;
            } else if (!special(parts, text, bare)) {
                text.append(isDash(c) ? '-' : c);
                in.at++;
                if (expression && !behind && isOperator(c)) {
                    break;
                }
            }
        }
        strings.flush(parts, text);
        return new PowerShellWord(parts, bare);
    }

    /** What is assigned, or gone through by a {@code foreach}, is a command again. */
    private static List<PowerShellWord> behindAssignment(List<PowerShellWord> words) {
        for (int i = Math.min(words.size(), LAST_OPERATOR) - 1; i > 0; i--) {
            String plain = words.get(i).plain();
            if (plain.equals("=") || plain.equalsIgnoreCase("in")) {
                return words.subList(i + 1, words.size());
            }
        }
        return words;
    }

    private static boolean isExpression(List<PowerShellWord> command) {
        return command.get(0).isValue();
    }

    private boolean isEnd(char c) {
        return c <= ' '
                || c == ';'
                || c == '|'
                || c == '&'
                || c == ','
                || parser.isClosing(c)
                || Character.isSpaceChar(c);
    }

    /** Whether a bracket begins another word. */
    private static boolean opensNext(char c, List<PowerShellPart> parts, StringBuilder text) {
        if (c != '(' && c != '{') {
            return false;
        }
        Kind last = parts.isEmpty() || !text.isEmpty()
                ? Kind.TEXT
                : parts.get(parts.size() - 1).kind();
        return last != Kind.MEMBER && last != Kind.TYPE;
    }

    /** Whether an operator follows. */
    private static boolean endsValue(char c, List<PowerShellPart> parts, StringBuilder text) {
        if (parts.isEmpty()) {
            return text.length() > 1 && text.charAt(0) == '-' && !Character.isLetter(c);
        }
        return parts.get(parts.size() - 1).kind() != Kind.TYPE && (isOperator(c) || isDash(c));
    }

    private static boolean isOperator(char c) {
        return "+*/%=!<".indexOf(c) >= 0;
    }

    private static boolean isDash(char c) {
        return c == '-' || (c >= '\u2013' && c <= '\u2015');
    }

    private static boolean startsValue(char c) {
        return "$([@{".indexOf(c) >= 0 || PowerShellStrings.isQuote(c) || (c >= '0' && c <= '9');
    }

    /** Reads a variable, a bracket, a type or a member; false if it is none. */
    private boolean special(List<PowerShellPart> parts, StringBuilder text, boolean bare) {
        char c = in.here();
        boolean empty = parts.isEmpty() && text.isEmpty();
        Kind last = empty || !text.isEmpty() || parts.isEmpty()
                ? null
                : parts.get(parts.size() - 1).kind();
        boolean value = last != null && !(bare && parts.get(0).kind() == Kind.TEXT);
        if (c == '$') {
            strings.flush(parts, text);
            strings.variable(parts);
        } else if (c == '@' && empty && (in.ahead(1) == '(' || in.ahead(1) == '{')) {
            boolean table = in.ahead(1) == '{';
            in.at += 2;
            parts.add(PowerShellPart.of(table ? Kind.TABLE : Kind.VALUE, parser.statements(table ? '}' : ')', table)));
        } else if (c == '@' && empty && ExpansionParser.isName(in.ahead(1))) {
            in.at++;
            parts.add(PowerShellPart.of(Kind.SPLAT, strings.name()));
        } else if (c == '(' || c == '{') {
            in.at++;
            List<PowerShellStatement> inside = parser.statements(c == '(' ? ')' : '}', false);
            Kind kind = last == Kind.MEMBER ? Kind.ARGUMENTS : c == '(' ? Kind.VALUE : Kind.BLOCK;
            parts.add(PowerShellPart.of(kind, inside));
        } else if (c == '[' && (empty || last == Kind.TYPE)) {
            type(parts);
        } else if (c == '[' && value) {
            in.at++;
            parts.add(PowerShellPart.of(Kind.VALUE, parser.index()));
        } else if (value && (in.looksAt("::") || (c == '.' && isMember(in.ahead(1))))) {
            in.at += c == ':' ? 2 : 1;
            member(parts);
        } else {
            return false;
        }
        return true;
    }

    private static boolean isMember(char c) {
        return ExpansionParser.isName(c) || c == '$' || c == '(' || PowerShellStrings.isQuote(c);
    }

    /** {@code [Type]}, {@code [Attribute(…)]}. */
    private void type(List<PowerShellPart> parts) {
        int start = ++in.at;
        int open = 1;
        while (!in.atEnd() && open > 0) {
            open += in.here() == '[' ? 1 : in.here() == ']' ? -1 : 0;
            in.at++;
        }
        String name = in.text.substring(start, Math.max(start, in.at - 1));
        if (open > 0 || name.indexOf('{') >= 0 || name.contains("$(")) {
            in.problem("a type that is not read");
        }
        parts.add(PowerShellPart.of(Kind.TYPE, name));
    }

    private void member(List<PowerShellPart> parts) {
        if (ExpansionParser.isName(in.here())) {
            parts.add(PowerShellPart.of(Kind.MEMBER, strings.name()));
            return;
        }
        List<PowerShellPart> name = new ArrayList<>(1);
        StringBuilder text = new StringBuilder();
        if (in.skip("(")) {
            parts.add(PowerShellPart.of(Kind.MEMBER, parser.statements(')', false)));
        } else if (strings.quoted(name, text) || in.here() == '$') {
            strings.flush(name, text);
            if (name.isEmpty()) {
                strings.variable(name);
            }
            List<PowerShellWord> word = List.of(new PowerShellWord(name, false));
            parts.add(PowerShellPart.of(Kind.MEMBER, List.of(new PowerShellStatement(List.of(word), List.of()))));
        } else {
            parts.add(PowerShellPart.of(Kind.MEMBER, ""));
        }
    }
}
