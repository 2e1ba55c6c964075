package dev.agentguard.effect.sql;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a statement would touch, as a question that only reads. Both texts are put together anew from tokens, and
 * only from those that are known to compute and to do nothing else.
 *
 * @param table the table with its alias, as it stands behind {@code FROM}
 * @param condition the condition, as it stands behind {@code WHERE}; empty if every row is touched
 * @param exact whether counting the rows gives the number that the statement will touch, as long as nobody else writes
 */
public record RowQuestion(String table, String condition, boolean exact) {

    private static final int MOST_TOKENS = 2_000;
    private static final Set<SqlDialect> DIALECTS = Set.of(SqlDialect.POSTGRESQL, SqlDialect.MYSQL, SqlDialect.H2);

    /** Functions that give the same for the same arguments, in every dialect that is asked. */
    private static final Set<String> IMMUTABLE =
            Words.set("LOWER UPPER LENGTH CHAR_LENGTH CHARACTER_LENGTH OCTET_LENGTH ABS SIGN FLOOR CEIL CEILING ROUND"
                    + " MOD POWER SQRT COALESCE NULLIF GREATEST LEAST TRIM LTRIM RTRIM SUBSTRING SUBSTR REPLACE"
                    + " LEFT RIGHT LPAD RPAD REVERSE ASCII POSITION MD5");

    /** Functions that only compute, but by the clock, the session or the settings. */
    private static final Set<String> STABLE = Words.set("NOW AGE DATE_TRUNC CONCAT TO_CHAR TO_DATE TO_TIMESTAMP DATE"
            + " CURDATE DATE_SUB DATE_ADD DATEDIFF YEAR MONTH DAY EXTRACT CAST DATEADD UNIX_TIMESTAMP");

    private static final Set<String> MOMENTS = Words.set(
            "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP CURRENT_USER SESSION_USER USER"
                    + " INTERVAL DATE TIMESTAMP TIME");

    /** Words that may stand before a bracket without being a function. */
    private static final Set<String> OPERATORS =
            Words.set("AND OR NOT IN WHERE BETWEEN LIKE ILIKE IS WHEN THEN ELSE CASE");

    /** What makes of a condition something that is not read here. */
    private static final Set<String> REFUSED = Words.set(
            "SELECT FROM JOIN USING INTO CURRENT FOR LIMIT ORDER OFFSET FETCH UNION WITH VALUES TABLE OVER ARRAY ROW"
                    + " RETURNING OUTPUT PARTITION WINDOW GROUP HAVING EXISTS ANY ALL SOME COLLATE ESCAPE SIMILAR"
                    + " DEFAULT OPERATOR");

    private static final String SYMBOLS = "=<>!(),.+-*/%|";

    /**
     * Returns the question that a statement raises.
     *
     * @param call the statement
     * @return the question, or null if it cannot be asked: several statements, parameters whose values are not known,
     *     functions that may do anything, another dialect
     */
    public static @Nullable RowQuestion of(SqlCall call) {
        if (!DIALECTS.contains(call.dialect()) || call.sql().length() > 64 * 1024) {
            return null;
        }
        List<Syntax> plausible = Syntax.plausible(call.dialect(), call.sql());
        if (plausible.size() != 1) {
            return null;
        }
        Tokens tokens = Lexer.tokens(call.sql(), plausible.get(0), MOST_TOKENS);
        int to = 0;
        while (!tokens.at(to).isEnd()) {
            to++;
        }
        boolean one = to >= tokens.size() - 1 || to == tokens.size() - 2;
        return tokens.broken() || !one ? null : new Asking(tokens, to).question();
    }

    /** Reads one statement. */
    private record Asking(Tokens tokens, int to) {

        @Nullable
        RowQuestion question() {
            int at = 1;
            int set = -1;
            switch (tokens.word(0)) {
                case "DELETE" -> {
                    if (!tokens.is(1, "FROM")) {
                        return null;
                    }
                    at = 2;
                }
                case "UPDATE" -> set = tokens.find(1, to, "SET");
                case "TRUNCATE", "DROP" -> {
                    return whole();
                }
                default -> {
                    return null;
                }
            }
            if (tokens.word(0).equals("UPDATE") && set < 0) {
                return null;
            }
            int where = tokens.find(at, to, "WHERE");
            int behindTable = set >= 0 ? set : where >= 0 ? where : to;
            String table = table(at, behindTable);
            if (table == null || (set >= 0 && !plainAssignments(set + 1, where < 0 ? to : where))) {
                return null;
            }
            if (where < 0) {
                return new RowQuestion(table, "", true);
            }
            String condition = text(where + 1, to);
            return condition == null || !isCondition(where + 1, to)
                    ? null
                    : new RowQuestion(table, condition, isExact(where + 1, to));
        }

        private @Nullable RowQuestion whole() {
            int at = tokens.is(1, "TABLE") ? 2 : 1;
            if (tokens.is(0, "DROP") && at == 1) {
                return null;
            }
            at += tokens.is(at, "IF") && tokens.is(at + 1, "EXISTS") ? 2 : 0;
            int end = Names.end(tokens, at);
            boolean behind =
                    end == to || (end == to - 1 && Set.of("CASCADE", "RESTRICT").contains(tokens.word(end)));
            String table = behind && Names.startsAt(tokens, at) ? table(at, end) : null;
            return table == null ? null : new RowQuestion(table, "", true);
        }

        /** {@code name}, {@code schema.name}, with an alias or without. */
        private @Nullable String table(int from, int end) {
            if (from >= end || tokens.is(from, "ONLY")) {
                return null;
            }
            int at = from;
            boolean name = true;
            while (at < end && (name ? isName(at) : tokens.isSymbol(at, '.'))) {
                name = !name;
                at++;
            }
            if (name) {
                return null; // nothing, or a dot at its end
            }
            if (at < end) {
                at += tokens.is(at, "AS") ? 1 : 0;
                at += isName(at) ? 1 : 0;
            }
            return at == end ? text(from, end) : null;
        }

        private boolean isName(int at) {
            Token token = tokens.at(at);
            return (token.isWord() && !REFUSED.contains(token.text()) && isPlain(token.text()))
                    || token.type() == Token.Type.NAME;
        }

        private static boolean isPlain(String word) {
            return word.indexOf('@') < 0 && word.indexOf('$') < 0;
        }

        /** What is assigned decides nothing about the rows, as long as there is no other table in it. */
        private boolean plainAssignments(int from, int end) {
            for (int i = from; i < end; i++) {
                if (tokens.is(i, "FROM") || tokens.is(i, "JOIN")) {
                    return false;
                }
            }
            return true;
        }

        private boolean isCondition(int from, int end) {
            for (int i = from; i < end; i++) {
                Token token = tokens.at(i);
                if (token.isWord() && (REFUSED.contains(token.text()) || !isPlain(token.text()))) {
                    return false;
                }
                if (tokens.isSymbol(i + 1, '(') && !isKnownBefore(i)) {
                    return false;
                }
            }
            return from < end;
        }

        /** Whether what stands before a bracket is known to do nothing but compute. */
        private boolean isKnownBefore(int i) {
            Token token = tokens.at(i);
            if (token.type() == Token.Type.SYMBOL) {
                return true;
            }
            return token.isWord()
                    && !tokens.isSymbol(i - 1, '.')
                    && (IMMUTABLE.contains(token.text())
                            || STABLE.contains(token.text())
                            || OPERATORS.contains(token.text()));
        }

        private boolean isExact(int from, int end) {
            for (int i = from; i < end; i++) {
                String word = tokens.word(i);
                boolean called = tokens.isSymbol(i + 1, '(');
                boolean column = tokens.isSymbol(i - 1, '.');
                if ((MOMENTS.contains(word) && !column) || (called && STABLE.contains(word))) {
                    return false;
                }
            }
            return true;
        }

        /** Returns the tokens as text without comments, or null if one of them is not known to be harmless. */
        private @Nullable String text(int from, int end) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < end; i++) {
                Token token = tokens.at(i);
                String own = tokens.source().substring(token.start(), token.end());
                boolean joined = i > from && token.start() == tokens.at(i - 1).end();
                switch (token.type()) {
                    case WORD, NUMBER, NAME -> {}
                    case STRING -> {
                        if (own.indexOf('\\') >= 0 || own.charAt(0) != '\'') {
                            return null;
                        }
                    }
                    case SYMBOL -> {
                        String two = i > from ? tokens.at(i - 1).text() + own : own;
                        if (SYMBOLS.indexOf(own.charAt(0)) < 0 || two.equals("--") || two.equals("/*")) {
                            return null;
                        }
                    }
                    default -> {
                        return null;
                    }
                }
                text.append(joined || i == from ? "" : " ").append(own);
            }
            return text.toString();
        }
    }
}
