package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;

/** Reads statements that run other ones: prepared, given as text, anonymous blocks and procedures. */
final class Dynamic {

    private Dynamic() {}

    static void read(Reading reading, Segment statement, String word) {
        switch (word) {
            case "PREPARE" -> prepare(reading, statement);
            case "DO" -> block(reading, statement);
            case "CALL" -> Procedures.read(reading, statement, statement.from() + 1);
            default -> execute(reading, statement);
        }
    }

    private static void prepare(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int from = statement.from() + 1;
        if (tokens.is(from, "TRANSACTION")) {
            Statements.add(reading, statement, "prepare-transaction", Reversibility.REVERSIBLE, "ends the first phase");
            return;
        }
        reading.prepare(Names.read(tokens, from));
        int behind = Names.startsAt(tokens, from) ? Names.end(tokens, from) : from;
        int text = tokens.is(behind, "FROM") ? behind + 1 : -1;
        int as = text > 0 ? -1 : tokens.find(from, statement.to(), "AS");
        if (as > 0) {
            reading.readInside(as + 1, statement.to());
        } else if (text > 0 && Explains.statementBehind(tokens, text, text + 1) == text && text + 1 < statement.to()) {
            reading.readInside(text, statement.to()); // Trino's
        } else if (text > 0) {
            DynamicText.read(reading, statement, text);
        } else {
            reading.add(reading.unknown(statement, "prepares what is not shown"));
        }
    }

    /** PostgreSQL's anonymous block, or MySQL's evaluation of expressions. */
    private static void block(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int text = -1;
        for (int i = statement.from() + 1; i < statement.to() && text < 0; i++) {
            text = tokens.at(i).isString() && !tokens.is(i - 1, "LANGUAGE") ? i : -1;
        }
        int language = tokens.find(statement.from(), statement.to(), "LANGUAGE");
        boolean sql = language < 0
                || tokens.at(language + 1).text().equalsIgnoreCase("PLPGSQL")
                || tokens.at(language + 1).text().equalsIgnoreCase("SQL");
        boolean alone = text == statement.from() + 1 || language > 0;
        if (text > 0 && alone && sql) {
            reading.readText(tokens.at(text).value(), text);
            if (reading.isEmpty()) {
                Leftovers.code(reading, statement, "block");
            }
        } else if (text > 0 && alone) {
            reading.add(reading.unknown(statement, "code in another language"));
        } else {
            Leftovers.code(reading, statement, "do");
        }
    }

    private static void execute(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int at = statement.from() + 1;
        Token first = tokens.at(at);
        if (tokens.is(at, "IMMEDIATE")) {
            if (tokens.is(at + 1, "FROM")) {
                reading.add(reading.unknown(statement, "runs a file"));
            } else {
                DynamicText.read(reading, statement, at + 1);
            }
        } else if (tokens.is(at, "AS")) {
            Statements.add(
                    reading, statement, "execute-as", Reversibility.REVERSIBLE, "changes who the session acts as");
        } else if (first.isString() || first.isSymbol('(') || isText(tokens, at)) {
            DynamicText.read(reading, statement, at);
        } else if (tokens.is(at, "BLOCK")) {
            Leftovers.code(reading, statement, "block");
        } else if (!reading.isPrepared(Names.read(tokens, at))) {
            int name = tokens.word(at).startsWith("@") && tokens.isSymbol(at + 1, '=') ? at + 2 : at;
            Procedures.read(reading, statement, name);
        } else if (reading.isEmpty()) {
            Leftovers.code(reading, statement, "execute");
        }
    }

    /** A call whose result is the text: {@code EXECUTE format(…)}. */
    private static boolean isText(Tokens tokens, int at) {
        return (DynamicText.JOINING.contains(tokens.word(at)) && tokens.isSymbol(at + 1, '('))
                || (Names.startsAt(tokens, at)
                        && tokens.isSymbol(Names.end(tokens, at), '|')
                        && !tokens.at(at).isString());
    }
}
