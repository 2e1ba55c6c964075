package dev.agentguard.effect.sql;

import java.util.Set;

/**
 * Text that a statement runs, put together from the literals in an expression. Where something else stands in it, what
 * the literals say counts, and that the rest is unknown.
 */
final class DynamicText {

    /** Functions whose literals are parts of the text. */
    static final Set<String> JOINING = Set.of("FORMAT", "CONCAT", "CONCAT_WS", "LOWER", "UPPER", "TRIM", "CAST");

    private static final Set<String> ENDS = Set.of("USING", "INTO", "AT", "WITH", "RETURNING");

    private static final int LONGEST = 1 << 18;

    private DynamicText() {}

    static void read(Reading reading, Segment statement, int from) {
        Tokens tokens = reading.tokens();
        StringBuilder text = new StringBuilder();
        int literal = -1;
        boolean complete = true;
        int i = from;
        while (i < statement.to() && !ENDS.contains(tokens.word(i)) && text.length() < LONGEST) {
            Token token = tokens.at(i);
            if (token.isString()) {
                literal = literal < 0 ? i : literal;
                text.append(token.value());
                complete &= token.text().indexOf('%') < 0 || !tokens.is(from, "FORMAT");
                i++;
            } else if (tokens.isSymbol(i, ',') && !tokens.is(from, "CONCAT")) {
                break; // arguments of format, parameters of sp_executesql
            } else if (token.type() == Token.Type.SYMBOL || JOINING.contains(token.text())) {
                complete &= !token.isSymbol('?');
                i++;
            } else {
                complete = false;
                text.append(" hole ");
                readAssigned(reading, token, i);
                i = tokens.isSymbol(i + 1, '(') ? tokens.next(i + 1) : i + 1;
            }
        }
        if (literal >= 0) {
            reading.readText(text.toString(), literal);
        }
        if (!complete || literal < 0 || reading.isEmpty()) {
            reading.add(reading.unknown(statement, "runs text that is put together when it runs"));
        }
    }

    /** A variable in the text: what the script assigns to it is read too. */
    private static void readAssigned(Reading reading, Token variable, int at) {
        Tokens tokens = reading.tokens();
        if (!variable.isWord() || !reading.maySearch()) {
            return;
        }
        int found = 0;
        for (int i = 0; i < at && found < 8; i++) {
            if (!tokens.is(i, variable.text())) {
                continue;
            }
            int value = i + 1;
            while (value < at
                    && value < i + 8
                    && !tokens.at(value).isString()
                    && !tokens.at(value).isEnd()) {
                value++;
            }
            if (tokens.at(value).isString() && (tokens.isSymbol(value - 1, '=') || tokens.is(value - 1, "DEFAULT"))) {
                reading.readText(tokens.at(value).value(), value);
                found++;
            }
        }
    }
}
