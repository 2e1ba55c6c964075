package dev.agentguard.effect.sql;

/**
 * Recognises tables that only one session has and that are gone with it, by names that no other table can have.
 *
 * @see <a href="https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql#temporary-tables">SQL Server,
 *     temporary tables</a>
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH">PostgreSQL, the
 *     schema pg_temp</a>
 */
final class SessionTables {

    private SessionTables() {}

    /** Returns whether the name that begins at an index is one; {@code ##t} is shared by all sessions. */
    static boolean isAt(Tokens tokens, int at, Syntax syntax) {
        if (!Names.startsAt(tokens, at)) {
            return false;
        }
        if (syntax == Syntax.SQLSERVER) {
            String last = tokens.at(Names.end(tokens, at) - 1).text();
            return isMarked(last, '#') || (isMarked(tokens.word(at), '@') && Names.end(tokens, at) == at + 1);
        }
        return syntax == Syntax.POSTGRESQL
                && tokens.at(at).text().equalsIgnoreCase("pg_temp")
                && tokens.isSymbol(at + 1, '.')
                && Names.end(tokens, at) == at + 3;
    }

    private static boolean isMarked(String name, char mark) {
        return name.length() > 1 && name.charAt(0) == mark && name.charAt(1) != mark;
    }
}
