package dev.agentguard.rules.prose;

import org.jspecify.annotations.Nullable;

/** Tells names of environment variables, and assignments to them, from other code: {@code NODE_ENV}, {@code CI=true}. */
final class VariableNames {

    private static final int LONGEST = 120;
    private static final int SHORTEST = 4;

    private VariableNames() {}

    /** Returns what sets the variable, or null if the code names none. */
    static @Nullable Condition setBy(String code) {
        return setBy(code, false);
    }

    /**
     * The same where the words may say that it is a variable.
     *
     * @param said whether it is said to be set, so that one word in capitals is a variable too
     */
    static @Nullable Condition setBy(String code, boolean said) {
        int equals = code.indexOf('=');
        String name = equals < 0 ? code : code.substring(0, equals);
        String value = equals < 0 ? "" : code.substring(equals + 1);
        boolean named = code.length() <= LONGEST
                && name.length() > 1
                && Character.isUpperCase(name.charAt(0))
                && name.chars()
                        .allMatch(c -> c == '_' || (c < 128 && (Character.isUpperCase(c) || Character.isDigit(c))))
                && (equals > 0 || name.indexOf('_') > 0 || (said && name.length() >= SHORTEST))
                && value.indexOf(' ') < 0
                && !value.startsWith("=");
        boolean any = value.startsWith("<") || value.equals("...") || value.equals("\u2026");
        return named ? new SetsVariable(name, any ? "" : unquoted(value)) : null;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && "'\"".indexOf(value.charAt(0)) >= 0
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
