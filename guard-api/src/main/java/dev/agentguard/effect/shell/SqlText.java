package dev.agentguard.effect.shell;

/** Whether a text looks like SQL. */
final class SqlText {

    private static final String[] STARTS = {
        "select ",
        "insert ",
        "update ",
        "delete ",
        "drop ",
        "truncate ",
        "alter ",
        "create ",
        "with ",
        "merge ",
        "replace ",
        "show ",
        "describe ",
        "explain ",
        "grant ",
        "revoke ",
        "call ",
        "pragma ",
        "vacuum",
        "begin",
        "commit",
        "set ",
        "exec ",
        "do $"
    };

    private static final String[] STATEMENTS = {
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "DROP ",
        "TRUNCATE ",
        "ALTER ",
        "CREATE ",
        "WITH ",
        "MERGE INTO ",
        "SHOW ",
        "DESCRIBE ",
        "EXPLAIN ",
        "GRANT ",
        "REVOKE "
    };

    private SqlText() {}

    /** Whether a line that was given to a shell is SQL: no program has the name of a statement in capitals. */
    static boolean isStatement(String line) {
        String start = line.stripLeading();
        if (start.isEmpty() || start.charAt(0) < 'A' || start.charAt(0) > 'Z') {
            return false;
        }
        for (String keyword : STATEMENTS) {
            if (start.startsWith(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line that was given to a shell is the call of a method, which no shell would take: {@code a.b(…)}. */
    static boolean isCall(String line) {
        int at = 0;
        boolean dot = false;
        while (at < line.length() && (ExpansionParser.isName(line.charAt(at)) || line.charAt(at) == '.')) {
            dot |= line.charAt(at) == '.' && at > 0;
            at++;
        }
        boolean empty = at + 1 < line.length() && line.charAt(at + 1) == ')';
        return dot && at < line.length() && line.charAt(at) == '(' && !empty;
    }

    static boolean isSql(String text) {
        String start = text.stripLeading();
        for (String keyword : STARTS) {
            if (start.regionMatches(true, 0, keyword, 0, keyword.length())) {
                return true;
            }
        }
        return start.startsWith("--") || start.startsWith("/*");
    }
}
