package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Reach;
import java.util.Locale;

/**
 * Reads INSERT, REPLACE and MERGE.
 *
 * @see <a href="https://clickhouse.com/docs/integrations/s3">ClickHouse, settings of S3 that truncate on insert</a>
 */
final class Inserts {

    /** How the settings of ClickHouse end that replace a file instead of adding one. */
    static final String TRUNCATES = "_TRUNCATE_ON_INSERT";

    private Inserts() {}

    static void insert(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int at = statement.from() + 1;
        while (isModifier(tokens, at)) {
            at++;
        }
        boolean overwrites = tokens.is(at, "OVERWRITE") || tokens.is(at + 1, "OVERWRITE");
        while (tokens.is(at, "OVERWRITE") || tokens.is(at, "INTO") || tokens.is(at, "TABLE")) {
            at++;
        }
        if (tokens.is(at, "FUNCTION") && tokens.at(at + 1).isWord() && tokens.isSymbol(at + 2, '(')) {
            at++; // ClickHouse's functions that stand for a table
        }
        boolean directory = tokens.is(at, "DIRECTORY") || tokens.is(at + 1, "DIRECTORY");
        int names = Names.startsAt(tokens, at) ? Names.end(tokens, at) : at;
        boolean truncates = truncatesFile(tokens, names, statement.to());
        directory |= truncates;
        overwrites |= truncates;
        overwrites |= tokens.is(names, "REPLACE") && (tokens.is(names + 1, "WHERE") || tokens.is(names + 1, "USING"));
        String operation =
                overwrites ? "insert-overwrite" : tokens.is(statement.from(), "REPLACE") ? "replace" : "insert";
        reading.add(reading.effect(operation, statement)
                .resource(directory ? "sql:file" : "sql:table", directory ? null : Names.read(tokens, at))
                .reach(overwrites ? Reach.ALL : Reach.MANY)
                .reversibility(
                        overwrites ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        overwrites ? "replaces what is there" : "adds rows, or sets those with equal keys")
                .build());
        int columns = tokens.isSymbol(names, '(') ? tokens.next(names) : names;
        Expressions.read(reading, Math.min(columns, statement.to()), statement.to());
    }

    /** ClickHouse's {@code SETTINGS s3_truncate_on_insert = 1}, with which the file is replaced. */
    private static boolean truncatesFile(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i = tokens.next(i)) {
            Token name = tokens.at(i);
            boolean named = name.isWord() || name.type() == Token.Type.NAME;
            if (named && name.text().toUpperCase(Locale.ROOT).endsWith(TRUNCATES) && isOn(tokens, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a setting is given another value than none. */
    static boolean isOn(Tokens tokens, int at) {
        Token value = tokens.at(tokens.isSymbol(at, '=') ? at + 1 : at);
        return !value.text().equals("0") && !value.text().equalsIgnoreCase("FALSE");
    }

    private static boolean isModifier(Tokens tokens, int i) {
        return switch (tokens.word(i)) {
            case "LOW_PRIORITY",
                    "DELAYED",
                    "HIGH_PRIORITY",
                    "IGNORE",
                    "OR",
                    "REPLACE",
                    "ROLLBACK",
                    "ABORT",
                    "FAIL",
                    "ALL",
                    "FIRST" -> true;
            default -> false;
        };
    }

    static void merge(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int to = statement.to();
        int at = statement.from() + 1;
        if (tokens.is(at, "TOP")) {
            at = tokens.next(at + 1);
        }
        at += tokens.is(at, "INTO") ? 1 : 0;
        at += tokens.is(at, "ONLY") ? 1 : 0;
        boolean deletes = tokens.find(at, to, "DELETE") > 0;
        int using = tokens.find(at, to, "USING");
        int on = using < 0 ? -1 : tokens.find(using, to, "ON");
        int when = on < 0 ? -1 : tokens.find(on, to, "WHEN");
        boolean every = when > 0 && updates(tokens, when, to) && Predicate.alwaysHolds(tokens, on + 1, when);
        Reversibility reversibility = deletes || every ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE;
        String reason = deletes ? "deletes rows that match, or that do not" : "overwrites every row";
        reading.add(reading.effect(deletes ? "merge-delete" : "merge", statement)
                .resource("sql:table", Names.read(tokens, at))
                .reach(every ? Reach.ALL : Reach.MANY)
                .reversibility(
                        reversibility,
                        reversibility == Reversibility.REVERSIBLE ? "adds rows and changes those that match" : reason)
                .build());
        Expressions.read(reading, Math.max(at, using), to);
    }

    private static boolean updates(Tokens tokens, int when, int to) {
        for (int i = tokens.find(when, to, "MATCHED"); i > 0; i = tokens.find(i + 1, to, "MATCHED")) {
            if (!tokens.is(i - 1, "NOT") && tokens.is(i + 1, "THEN") && tokens.is(i + 2, "UPDATE")) {
                return true;
            }
        }
        return false;
    }
}
