package dev.agentguard.rules.permission;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a list of permissions: {@code Tool} or {@code Tool(specifier)}.
 *
 * @param tool the tool's name
 * @param specifier what stands in the brackets, or null if there are none
 */
record ClaudeEntry(String tool, @Nullable String specifier) {

    /** Reads an entry, or returns null if it is none. */
    static @Nullable ClaudeEntry of(String text) {
        String entry = text.strip();
        int open = entry.indexOf('(');
        String tool = open < 0 ? entry : entry.substring(0, open).strip();
        boolean named =
                !tool.isEmpty() && tool.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-.*:/".indexOf(c) >= 0);
        if (!named || (open >= 0 && !entry.endsWith(")"))) {
            return null;
        }
        String specifier =
                open < 0 ? null : entry.substring(open + 1, entry.length() - 1).strip();
        return new ClaudeEntry(tool, specifier);
    }

    /** Whether it speaks of the whole tool: {@code Bash} and {@code Bash(*)} are the same. */
    boolean isWhole() {
        return specifier == null || specifier.isEmpty() || specifier.equals("*") || specifier.equals("**");
    }
}
