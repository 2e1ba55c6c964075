package dev.agentguard.javaagent;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a statement may change the database or schema in which later ones of its connection run. Everything may, but for
 * what begins with a word of which that is known; a function of the user's own that does so is not seen.
 */
final class SessionMoves {

    private static final Set<String> STAY = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "merge",
            "replace",
            "upsert",
            "values",
            "with",
            "begin",
            "start",
            "commit",
            "rollback",
            "end",
            "savepoint",
            "release",
            "show",
            "explain",
            "truncate",
            "create",
            "drop",
            "copy",
            "analyze",
            "vacuum");

    private static final Set<String> ENDS = Set.of("commit", "rollback", "end", "release");

    /** By these a query moves, in PostgreSQL. */
    private static final String[] MOVING = {"set_config", "search_path"};

    private static final String[] MOVING_STATEMENTS = {"set", "use", "attach", "alter", "\\c"};

    private SessionMoves() {}

    static boolean mayMove(String sql) {
        if (hasSeveral(sql) || !STAY.contains(firstWord(sql))) {
            return true;
        }
        for (String word : MOVING) {
            if (contains(sql, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of several statements in a text moves those behind it. */
    static boolean mayMoveWithin(String sql) {
        for (String word : MOVING_STATEMENTS) {
            if (contains(sql, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is something behind a semicolon; one in a text or comment counts too. */
    static boolean hasSeveral(String sql) {
        int semicolon = sql.indexOf(';');
        return semicolon >= 0 && !sql.substring(semicolon + 1).isBlank();
    }

    static boolean endsTransaction(String sql) {
        return ENDS.contains(firstWord(sql));
    }

    /** The first word behind comments such as those that mappers write; empty if it is none. */
    private static String firstWord(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '(') {
                at++;
            } else if (sql.startsWith("/*", at) && !sql.startsWith("/*!", at) && !sql.startsWith("/*M!", at)) {
                int end = sql.indexOf("*/", at + 2);
                if (end < 0 || sql.substring(at + 2, end).contains("/*")) {
                    return "";
                }
                at = end + 2;
            } else {
                break;
            }
        }
        int end = at;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private static boolean contains(String text, String word) {
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
