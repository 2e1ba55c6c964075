package dev.agentguard.effect.sql;

import java.util.Set;

/** Sets of words that say where statements begin. */
final class Words {

    /** What can stand behind CREATE, ALTER and DROP. */
    static final Set<String> OBJECTS =
            Words.set("TABLE DATABASE SCHEMA VIEW INDEX PROCEDURE PROC FUNCTION TRIGGER SEQUENCE TYPE USER ROLE"
                    + " LOGIN SYNONYM ASSEMBLY CERTIFICATE CREDENTIAL MASTER SYMMETRIC ASYMMETRIC ENDPOINT EVENT"
                    + " EXTERNAL FULLTEXT PARTITION QUEUE SERVICE ROUTE STATISTICS AVAILABILITY WORKLOAD RESOURCE"
                    + " SERVER APPLICATION AGGREGATE DEFAULT RULE COLUMN TEMPORARY TEMP MATERIALIZED PACKAGE"
                    + " TABLESPACE EXTENSION DOMAIN OWNED SECURITY SENSITIVITY SNAPSHOT STAGE STREAM TASK PIPE"
                    + " WAREHOUSE SHARE CATALOG");

    /** What begins a statement that changes something, wherever it stands. */
    static final Set<String> WRITES = Set.of("DELETE", "UPDATE", "INSERT", "MERGE", "TRUNCATE", "DROP", "REPLACE");

    /** Words whose presence makes what was not understood worth stopping for. */
    static final Set<String> DESTROYING = Words.set("DELETE DROP TRUNCATE PURGE OVERWRITE REMOVE WIPE ERASE DESTROY");

    /** Behind these a word in a statement is an event, a privilege or an action, not a statement. */
    private static final Set<String> NOT_BEFORE =
            Words.set("ON FOR AFTER BEFORE OF OR GRANT DENY REVOKE AUDIT AS ALTER ADD INSTEAD ALSO");

    /** Behind ALTER of one of these, DROP of one of {@link #LOOSE_DROPS} is a statement of its own. */
    static final Set<String> LOOSE_ALTERS = Words.set("TABLE DATABASE INDEX LOGIN USER ROLE SCHEMA VIEW SERVER");

    static final Set<String> LOOSE_DROPS =
            Words.set("TABLE DATABASE SCHEMA VIEW PROCEDURE PROC FUNCTION LOGIN TRIGGER");

    private Words() {}

    /** Returns the words of a text as a set. */
    static Set<String> set(String words) {
        return Set.of(words.split(" ", -1));
    }

    /**
     * Returns whether a statement begins at an index although nothing ended the one before: SQL Server needs no
     * semicolon.
     */
    static boolean startsLoosely(Tokens tokens, int i) {
        String before = tokens.word(i - 1);
        if (NOT_BEFORE.contains(before) || tokens.isSymbol(i - 1, ',') || tokens.isSymbol(i - 1, '.')) {
            return false;
        }
        String next = tokens.word(i + 1);
        boolean name = !next.isEmpty() || tokens.at(i + 1).type() == Token.Type.NAME;
        return switch (tokens.word(i)) {
            case "DELETE" -> next.equals("FROM") || next.equals("TOP") || (name && endsSoon(tokens, i + 2));
            case "UPDATE" -> name && (next.equals("TOP") || next.equals("STATISTICS") || setFollows(tokens, i + 2));
            case "INSERT" -> next.equals("INTO") || (name && !next.equals("VALUES") && !next.equals("EXEC"));
            case "MERGE" ->
                next.equals("INTO") || (name && tokens.find(i, Math.min(i + 8, tokens.size()), "USING") > 0);
            case "TRUNCATE" -> next.equals("TABLE");
            case "DROP", "CREATE" -> OBJECTS.contains(next) && !next.equals("COLUMN") && !next.equals("PARTITION");
            case "ALTER" -> OBJECTS.contains(next) && !next.equals("COLUMN") && !next.equals("PARTITION");
            case "EXEC", "EXECUTE" ->
                (name && !next.equals("AS") && !next.equals("ON") && !next.equals("TO")) || tokens.isSymbol(i + 1, '(');
            case "BACKUP", "RESTORE" -> next.equals("DATABASE") || next.equals("LOG");
            case "KILL" -> tokens.at(i + 1).type() == Token.Type.NUMBER;
            case "SHUTDOWN" -> next.isEmpty() || next.equals("WITH");
            case "DBCC" -> name;
            case "GRANT", "REVOKE", "DENY" -> name && !next.equals("OPTION");
            case "PRINT", "RAISERROR", "WAITFOR", "DECLARE" -> true;
            default -> false;
        };
    }

    private static boolean endsSoon(Tokens tokens, int i) {
        int at = i;
        while (tokens.isSymbol(at, '.')) {
            at += 2;
        }
        String word = tokens.word(at);
        return tokens.at(at).isEnd() || word.equals("WHERE") || word.equals("OUTPUT") || word.equals("FROM");
    }

    private static boolean setFollows(Tokens tokens, int from) {
        int last = Math.min(from + 12, tokens.size());
        return tokens.find(from, last, "SET") > 0;
    }
}
