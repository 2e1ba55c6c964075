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

    private SqlText() {}

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
