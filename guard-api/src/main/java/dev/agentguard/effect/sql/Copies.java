package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Reach;

/**
 * Reads what moves data between tables, files and stages.
 *
 * @see <a href="https://www.ibm.com/docs/en/db2/11.5?topic=commands-load">Db2, LOAD</a>
 * @see <a href="https://docs.exasol.com/db/latest/sql/export.htm">Exasol, EXPORT</a>
 * @see <a href="https://duckdb.org/docs/stable/sql/statements/copy">DuckDB, COPY</a>
 */
final class Copies {

    private Copies() {}

    static void read(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int to = statement.to();
        if (tokens.find(from, to, "PROGRAM") > 0) {
            Programs.read(reading, statement);
            return;
        }
        if (destroys(tokens, from, to, word)) {
            reading.add(reading.effect(
                            word.equals("RM") ? "remove" : word.toLowerCase(java.util.Locale.ROOT), statement)
                    .resource("sql:file", null)
                    .reach(Reach.ALL)
                    .reversibility(Reversibility.IRREVERSIBLE, "removes or overwrites files or rows that are there")
                    .build());
            return;
        }
        boolean acts = Expressions.read(reading, from + 1, to);
        int into = tokens.find(from, to, "TO");
        boolean reads = word.equals("COPY") && into > 0 && isClient(tokens.word(into + 1));
        if (!acts && reads) {
            Statements.add(reading, statement, "copy-out", Reversibility.READ_ONLY, "reads to the client");
        } else if (!reads) {
            reading.add(reading.effect(word.toLowerCase(java.util.Locale.ROOT), statement)
                    .resource("sql:table", Names.startsAt(tokens, from + 1) ? Names.read(tokens, from + 1) : null)
                    .reach(Reach.MANY)
                    .reversibility(Reversibility.REVERSIBLE, "adds rows or writes a file")
                    .build());
        }
    }

    private static boolean isClient(String word) {
        return word.equals("STDOUT") || word.equals("PSTDOUT");
    }

    private static boolean destroys(Tokens tokens, int from, int to, String word) {
        if (word.equals("REMOVE") || word.equals("RM") || replaces(tokens, from, to, word)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            switch (tokens.word(i)) {
                case "OVERWRITE", "PURGE", "CLEANPATH", "ALLOWOVERWRITE" -> {
                    boolean off = tokens.is(i + 1, "FALSE") || tokens.is(i + 2, "FALSE");
                    if (!off) {
                        return true;
                    }
                }
                case "OVERWRITE_OR_IGNORE" -> {
                    if (Inserts.isOn(tokens, i + 1)) {
                        return true;
                    }
                }
                case "IFDIREXISTS" -> {
                    if (tokens.at(i + 2).text().equalsIgnoreCase("OVERWRITE")) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /**
     * Db2's {@code LOAD FROM f OF DEL REPLACE INTO t} and {@code IMPORT}, Exasol's {@code EXPORT … REPLACE}, SAP HANA's
     * {@code IMPORT … WITH REPLACE}, and a load of a whole database in SAP ASE. MySQL's {@code LOAD DATA … REPLACE} only
     * sets rows with equal keys.
     */
    private static boolean replaces(Tokens tokens, int from, int to, String word) {
        String next = tokens.word(from + 1);
        int options = switch (word) {
            case "LOAD" -> next.equals("FROM") || next.equals("CLIENT") ? from : -1;
            case "IMPORT" -> from;
            case "EXPORT" -> tokens.find(from, to, "INTO");
            default -> -1;
        };
        if (word.equals("LOAD") && (next.equals("DATABASE") || next.equals("TRANSACTION") || next.equals("TRAN"))) {
            return true;
        }
        for (int i = options; i >= 0 && i < to; i = tokens.next(i)) {
            switch (tokens.word(i)) {
                case "REPLACE", "REPLACE_CREATE", "TRUNCATE", "TERMINATE" -> {
                    if (!tokens.isSymbol(i + 1, '(')) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
