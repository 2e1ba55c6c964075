package dev.agentguard.rules.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text with {@code *} for any characters. Matching walks the text once and never goes back.
 *
 * @param parts what stands before, between and after the stars; one part has none
 * @param ignoresCase whether upper and lower case are the same
 */
record Wildcard(List<String> parts, boolean ignoresCase) {

    static final char STAR = '*';

    Wildcard {
        parts = parts.stream()
                .map(part -> ignoresCase ? part.toLowerCase(Locale.ROOT) : part)
                .toList();
    }

    /** Reads a pattern in which a backslash takes the meaning from a star. */
    static Wildcard of(String pattern, boolean ignoresCase) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length() && pattern.charAt(i + 1) == STAR) {
                part.append(STAR);
                i++;
            } else if (c == STAR) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return new Wildcard(parts, ignoresCase);
    }

    boolean isLiteral() {
        return parts.size() == 1;
    }

    boolean matches(String given) {
        String text = ignoresCase ? given.toLowerCase(Locale.ROOT) : given;
        String head = parts.get(0);
        if (isLiteral()) {
            return text.equals(head);
        }
        String tail = parts.get(parts.size() - 1);
        int end = text.length() - tail.length();
        if (end < head.length() || !text.startsWith(head) || !text.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
