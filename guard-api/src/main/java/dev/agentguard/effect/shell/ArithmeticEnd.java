package dev.agentguard.effect.shell;

/** Finds the {@code ))} that closes an arithmetic expression. */
final class ArithmeticEnd {

    private ArithmeticEnd() {}

    /** Returns the position of the closing pair, or -1 if what was opened is not an arithmetic expression. */
    static int find(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                open++;
            } else if (c == ')' && open > 0) {
                open--;
            } else if (c == ')') {
                return i + 1 < text.length() && text.charAt(i + 1) == ')' ? i : -1;
            }
        }
        return -1;
    }

    /**
     * Whether what stands in two parentheses may be commands: a shell that knows no arithmetic command runs them in two
     * subshells.
     */
    static boolean looksLikeCommands(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) <= ' ') {
            at++;
        }
        int name = at;
        while (at < to && (ExpansionParser.isName(text.charAt(at)) || "/.\\'\"".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        int blank = at;
        while (at < to && text.charAt(at) <= ' ') {
            at++;
        }
        boolean argument = at > blank && at + 1 < to && isArgumentStart(text.charAt(at)) && text.charAt(at + 1) > ' ';
        int semicolon = text.indexOf(';', from);
        return (blank > name && argument) || (semicolon >= 0 && semicolon < to);
    }

    private static boolean isArgumentStart(char c) {
        return ExpansionParser.isName(c) || "-/.~$'\"*".indexOf(c) >= 0;
    }
}
