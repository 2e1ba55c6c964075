package dev.agentguard.effect.sql;

import static dev.agentguard.effect.sql.Syntax.Rule.BACKSLASH;
import static dev.agentguard.effect.sql.Syntax.Rule.BATCH_LINE;
import static dev.agentguard.effect.sql.Syntax.Rule.BRACKET;
import static dev.agentguard.effect.sql.Syntax.Rule.DASH_SPACE;
import static dev.agentguard.effect.sql.Syntax.Rule.DOLLAR;
import static dev.agentguard.effect.sql.Syntax.Rule.DOLLAR_TAG;
import static dev.agentguard.effect.sql.Syntax.Rule.DOUBLE_STRING;
import static dev.agentguard.effect.sql.Syntax.Rule.ESCAPE_STRING;
import static dev.agentguard.effect.sql.Syntax.Rule.HASH_COMMENT;
import static dev.agentguard.effect.sql.Syntax.Rule.LOOSE;
import static dev.agentguard.effect.sql.Syntax.Rule.META;
import static dev.agentguard.effect.sql.Syntax.Rule.NESTED_COMMENT;
import static dev.agentguard.effect.sql.Syntax.Rule.Q_QUOTE;
import static dev.agentguard.effect.sql.Syntax.Rule.RAW_STRING;
import static dev.agentguard.effect.sql.Syntax.Rule.SLASH_COMMENT;
import static dev.agentguard.effect.sql.Syntax.Rule.TRIPLE_QUOTE;
import static dev.agentguard.effect.sql.Syntax.Rule.UNIT;
import static dev.agentguard.effect.sql.Syntax.Rule.VERSION_CODE;

import dev.agentguard.action.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a dialect quotes, comments and ends its statements. */
enum Syntax {
    POSTGRESQL(NESTED_COMMENT, DOLLAR, DOLLAR_TAG, ESCAPE_STRING, META),
    MYSQL(BACKSLASH, DOUBLE_STRING, HASH_COMMENT, DASH_SPACE, VERSION_CODE, META, Rule.DELIMITER),
    /** What a server older than the version in a version comment makes of it. */
    MYSQL_OLDER(BACKSLASH, DOUBLE_STRING, HASH_COMMENT, DASH_SPACE, META, Rule.DELIMITER),
    SQLSERVER(NESTED_COMMENT, BRACKET, BATCH_LINE, LOOSE, UNIT),
    ORACLE(Q_QUOTE, BATCH_LINE, UNIT),
    SQLITE(BRACKET),
    H2(NESTED_COMMENT, SLASH_COMMENT, DOLLAR),
    BIGQUERY(BACKSLASH, DOUBLE_STRING, HASH_COMMENT, RAW_STRING, TRIPLE_QUOTE),
    SNOWFLAKE(BACKSLASH, SLASH_COMMENT, DOLLAR);

    /** One way in which dialects differ. */
    enum Rule {
        /** A backslash in a literal takes the next character with it. */
        BACKSLASH(1 << 0),
        /** {@code #} starts a comment. */
        HASH_COMMENT(1 << 1),
        /** {@code --} starts a comment only before white space. */
        DASH_SPACE(1 << 2),
        /** {@code //} starts a comment. */
        SLASH_COMMENT(1 << 3),
        /** Comments nest. */
        NESTED_COMMENT(1 << 4),
        /** What stands in a version comment is code. */
        VERSION_CODE(1 << 5),
        /** Brackets quote names. */
        BRACKET(1 << 6),
        /** Two dollar signs quote text. */
        DOLLAR(1 << 7),
        /** There may be a tag between the dollar signs. */
        DOLLAR_TAG(1 << 8),
        /** {@code q'[…]'}. */
        Q_QUOTE(1 << 9),
        /** {@code E'…'} knows the backslash. */
        ESCAPE_STRING(1 << 10),
        /** {@code r'…'} does not know it as an escape. */
        RAW_STRING(1 << 11),
        /** Three quotes quote text. */
        TRIPLE_QUOTE(1 << 12),
        /** A line with nothing but {@code GO} or a slash ends a batch. */
        BATCH_LINE(1 << 13),
        /** A backslash outside of literals is a command to the client. */
        META(1 << 14),
        /** The client can be told another statement end. */
        DELIMITER(1 << 15),
        /** Statements need nothing between them. */
        LOOSE(1 << 16),
        /** The body of a routine goes on to the end of the batch. */
        UNIT(1 << 17),
        /** What stands in double quotes is a literal, not a name. */
        DOUBLE_STRING(1 << 18);

        private final int bit;

        Rule(int bit) {
            this.bit = bit;
        }
    }

    private static final List<Syntax> ALL =
            List.of(POSTGRESQL, SQLSERVER, MYSQL, MYSQL_OLDER, ORACLE, SQLITE, H2, BIGQUERY, SNOWFLAKE);

    /** One bit for each rule. */
    private final int rules;

    Syntax(Rule... rules) {
        int bits = 0;
        for (Rule rule : rules) {
            bits |= rule.bit;
        }
        this.rules = bits;
    }

    boolean has(Rule rule) {
        return (rules & rule.bit) != 0;
    }

    /**
     * Returns the readings of a text that are plausible and differ: one for most texts whose dialect is known, and for
     * an unknown dialect one for each way in which its marks can be understood.
     */
    static List<Syntax> plausible(SqlDialect dialect, String text) {
        Set<Rule> marks = Marks.of(text);
        if (dialect == SqlDialect.MYSQL) {
            return marks.contains(VERSION_CODE) ? List.of(MYSQL, MYSQL_OLDER) : List.of(MYSQL);
        }
        if (dialect != SqlDialect.UNKNOWN) {
            return List.of(valueOf(dialect.name()));
        }
        List<Syntax> different = new ArrayList<>();
        int relevant = 0;
        for (Rule mark : marks) {
            relevant |= mark.bit;
        }
        List<Integer> seen = new ArrayList<>();
        for (Syntax syntax : ALL) {
            if (marks.contains(DOLLAR) && !syntax.has(DOLLAR)) {
                continue; // text between dollar signs is an error in the others
            }
            Integer ways = syntax.rules & relevant;
            if (!seen.contains(ways)) {
                seen.add(ways);
                different.add(syntax);
            }
        }
        return different;
    }
}
