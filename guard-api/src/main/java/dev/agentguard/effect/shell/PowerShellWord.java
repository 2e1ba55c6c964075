package dev.agentguard.effect.shell;

import java.util.List;
import java.util.Locale;

/**
 * A word of PowerShell as it was written.
 *
 * @param parts what it is made of
 * @param bare whether it starts without a quote, so that it may name a command or a parameter
 */
record PowerShellWord(List<PowerShellPart> parts, boolean bare) {

    /** Whether it starts as a value does, not as the name of a command. */
    boolean isValue() {
        if (!bare || parts.isEmpty()) {
            return true;
        }
        PowerShellPart first = parts.get(0);
        if (first.kind() != PowerShellPart.Kind.TEXT || first.text().isEmpty()) {
            return true;
        }
        char c = first.text().charAt(0);
        boolean number = c >= '0' && c <= '9' && isNumber(first.text());
        return number || c == '-' || c == '!' || c == '+' || c == '<' || c == '*' || c == '=';
    }

    /** The text, if it is bare and nothing in it is computed, else an empty one. */
    String plain() {
        return bare && parts.size() == 1 && parts.get(0).kind() == PowerShellPart.Kind.TEXT
                ? parts.get(0).text()
                : "";
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if ((c < '0' || c > '9') && ".xabcdefkmgtpl".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where what is assigned begins in a command, {@code $x = …}, {@code $x += …}; 0 if nothing is. */
    static int behindAssignment(List<PowerShellWord> words) {
        if (words.size() < 2 || !words.get(0).isValue()) {
            return 0;
        }
        String operator = words.get(1).plain();
        if (operator.equals("=")) {
            return 2;
        }
        boolean adds = operator.length() == 1 && "+-*/%".contains(operator);
        return adds && words.size() > 2 && words.get(2).plain().equals("=") ? 3 : 0;
    }

    /** Whether a command stands behind this word: {@code return x}. */
    static boolean startsCommand(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals("return") || lower.equals("throw") || (word.startsWith(":") && word.length() > 1);
    }

    /** How many words in front say that the next one is to be run: {@code & x}, {@code . x}. */
    static int callOperators(List<PowerShellWord> words) {
        int count = 0;
        while (count + 1 < words.size()
                && (words.get(count).plain().equals("&")
                        || words.get(count).plain().equals("."))) {
            count++;
        }
        return count;
    }

    boolean isBlock() {
        return parts.size() == 1 && parts.get(0).kind() == PowerShellPart.Kind.BLOCK;
    }
}
