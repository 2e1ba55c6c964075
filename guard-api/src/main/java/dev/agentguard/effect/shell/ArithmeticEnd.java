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
}
