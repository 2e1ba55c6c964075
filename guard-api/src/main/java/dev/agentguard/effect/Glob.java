package dev.agentguard.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name with {@code *} for any characters, compared without regard to case: rules only tighten, so a difference in
 * case must not get around one. Matching walks the text once and never goes back.
 *
 * @param pattern the pattern in lower case
 */
public record Glob(String pattern) {

    private static final int LONGEST = 200;

    /**
     * Puts the pattern into lower case.
     *
     * @throws IllegalArgumentException if it is blank or longer than 200 characters
     */
    public Glob {
        if (pattern.isBlank() || pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a pattern has 1 to " + LONGEST + " characters");
        }
        pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns patterns.
     *
     * @param patterns their texts
     * @return the patterns
     * @throws IllegalArgumentException if one is blank or longer than 200 characters
     */
    public static List<Glob> of(List<String> patterns) {
        return patterns.stream().map(Glob::new).toList();
    }

    /**
     * Returns whether the pattern has no star.
     *
     * @return true if it has none
     */
    public boolean isLiteral() {
        return pattern.indexOf('*') < 0;
    }

    /**
     * Returns whether the whole of a text matches.
     *
     * @param text the text
     * @return true if it does
     */
    public boolean matches(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (isLiteral()) {
            return name.equals(pattern);
        }
        List<String> parts = parts();
        String head = parts.get(0);
        String tail = parts.get(parts.size() - 1);
        if (name.length() < head.length() + tail.length() || !name.startsWith(head) || !name.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        int end = name.length() - tail.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    /** What stands before, between and after the stars; at least two parts, each may be empty. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
            parts.add(pattern.substring(from, star));
            from = star + 1;
        }
        parts.add(pattern.substring(from));
        return parts;
    }
}
