package dev.agentguard.effect.sql;

import dev.agentguard.effect.sql.Syntax.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a script into statements. The control words of procedural code end a statement like a semicolon does, so that
 * what stands in a block, a branch or a loop is seen as a statement of its own; the body of a routine that is only
 * defined stays with its definition.
 */
final class Splitter {

    private static final Set<String> ROUTINES =
            Set.of("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "TASK");

    /** These do not take the rest of a batch with them. */
    private static final Set<String> JOBS = Set.of("EVENT", "TASK");

    /** Statements that end with one of these before the next one begins. */
    private static final Set<String> BRANCHES =
            Words.set("IF ELSIF ELSEIF ELSE WHEN CASE WHILE FOR FOREACH EXCEPTION UNTIL");

    private static final Set<String> BRANCH_ENDS = Set.of("THEN", "LOOP", "DO");

    private static final Set<String> AFTER_END = Words.set("IF LOOP WHILE CASE REPEAT FOR TRY CATCH FOREACH");

    /** Statements that hold other ones. */
    private static final Set<String> UNSPLIT = Set.of("MERGE", "EXPLAIN", "DESC", "DESCRIBE", "PREPARE");

    private final Tokens tokens;
    private final boolean loose;
    private final boolean unit;
    private final boolean flow;
    private final List<Segment> segments = new ArrayList<>();

    private Splitter(Tokens tokens, Syntax syntax) {
        this.tokens = tokens;
        this.loose = syntax.has(Rule.LOOSE);
        this.unit = syntax.has(Rule.UNIT);
        this.flow = syntax == Syntax.SNOWFLAKE;
    }

    static List<Segment> split(Tokens tokens, Syntax syntax) {
        Splitter splitter = new Splitter(tokens, syntax);
        int at = 0;
        while (at < tokens.size()) {
            at = splitter.statement(at);
        }
        return splitter.segments;
    }

    /** Cuts off the statement that begins at an index and returns where the next one does. */
    private int statement(int from) {
        Token first = tokens.at(from);
        if (first.isEnd()) {
            return from + 1;
        }
        if (first.isSymbol('<') && tokens.isSymbol(from + 1, '<')) {
            return Math.min(from + 5, tokens.size()); // a label
        }
        if (first.type() == Token.Type.META) {
            segments.add(new Segment(from, from + 1));
            return from + 1;
        }
        String word = first.isWord() ? first.text() : "";
        return switch (word) {
            case "BEGIN" -> begin(from);
            case "END" -> end(from);
            case "ELSE", "LOOP", "REPEAT", "THEN", "DO" -> control(from, word);
            case "CREATE", "ALTER" -> definesRoutine(from) ? routine(from) : plain(from, word);
            default -> plain(from, word);
        };
    }

    private int begin(int from) {
        String next = tokens.word(from + 1);
        if (tokens.at(from + 1).isEnd() || isTransaction(next)) {
            return plain(from, "BEGIN");
        }
        return from + (next.equals("TRY") || next.equals("CATCH") || next.equals("ATOMIC") ? 2 : 1);
    }

    private static boolean isTransaction(String next) {
        return switch (next) {
            case "TRANSACTION",
                    "TRAN",
                    "WORK",
                    "ISOLATION",
                    "READ",
                    "NOT",
                    "DEFERRED",
                    "IMMEDIATE",
                    "EXCLUSIVE",
                    "DEFERRABLE",
                    "DISTRIBUTED",
                    "CONCURRENT" -> true;
            default -> false;
        };
    }

    /** {@code END}, {@code END IF}, {@code END TRY}: nothing by itself; in PostgreSQL also a commit. */
    private int end(int from) {
        int at = from + 1;
        if (AFTER_END.contains(tokens.word(at))) {
            return at + 1;
        }
        boolean label = !tokens.at(at).isEnd() && tokens.at(at + 1).isEnd();
        return label ? at + 1 : at;
    }

    private int control(int from, String word) {
        if (word.equals("DO") && !beginsStatement(tokens.word(from + 1))) {
            return plain(from, word); // a statement of its own in PostgreSQL and MySQL
        }
        return from + 1;
    }

    private static boolean beginsStatement(String word) {
        return Words.WRITES.contains(word) || word.equals("BEGIN") || word.equals("CALL") || word.equals("EXECUTE");
    }

    private int plain(int from, String word) {
        boolean branch = BRANCHES.contains(word) || (tokens.isSymbol(from + 1, ':') && !tokens.isSymbol(from + 2, '='));
        boolean splits = loose && !UNSPLIT.contains(word);
        int i = tokens.next(from);
        while (i < tokens.size()) {
            Token token = tokens.at(i);
            if (token.isEnd() || token.type() == Token.Type.META) {
                return close(from, i, token.isEnd() ? i + 1 : i);
            }
            if (token.isWord()) {
                if (branch
                        && (BRANCH_ENDS.contains(token.text()) || token.text().equals("BEGIN"))) {
                    return close(from, i, token.text().equals("BEGIN") ? i : i + 1);
                }
                if (branch && Words.WRITES.contains(token.text()) && tokens.isSymbol(i - 1, ')')) {
                    return close(from, i, i);
                }
                if (splits && startsNext(from, i)) {
                    return close(from, i, i);
                }
            } else if (flow && isFlow(i)) {
                return close(from, i, i + 3);
            }
            i = tokens.next(i);
        }
        return close(from, tokens.size(), tokens.size());
    }

    private boolean startsNext(int from, int i) {
        String word = tokens.word(i);
        if (word.equals("EXECUTE") && isTableProcedure(from, i)) {
            return false;
        }
        if (word.equals("DROP") && tokens.is(from, "ALTER")) {
            return Words.LOOSE_ALTERS.contains(tokens.word(from + 1)) && Words.LOOSE_DROPS.contains(tokens.word(i + 1));
        }
        boolean control = word.equals("BEGIN") || word.equals("ELSE") || word.equals("END");
        return control ? standsAlone(i, word) : Words.startsLoosely(tokens, i);
    }

    /** Trino's {@code ALTER TABLE t EXECUTE optimize}: SQL Server takes an ALTER without an action for an error. */
    private boolean isTableProcedure(int from, int i) {
        if (!tokens.is(from, "ALTER") || !tokens.is(from + 1, "TABLE")) {
            return false;
        }
        int name = new ObjectType("table", from + 2).nameAt(tokens);
        return name < i && Names.end(tokens, name) == i;
    }

    /** Not the ELSE or END of a CASE expression, which is followed by something else. */
    private boolean standsAlone(int i, String word) {
        String next = tokens.word(i + 1);
        if (word.equals("END")) {
            return next.equals("TRY") || next.equals("CATCH");
        }
        return Words.WRITES.contains(next) || beginsStatement(next) || next.equals("EXEC") || word.equals("BEGIN");
    }

    /** Snowflake's {@code ->>} between statements. */
    private boolean isFlow(int i) {
        return tokens.isSymbol(i, '-')
                && tokens.isSymbol(i + 1, '>')
                && tokens.isSymbol(i + 2, '>')
                && tokens.at(i + 3).isWord();
    }

    private int close(int from, int to, int next) {
        segments.add(new Segment(from, to));
        return Math.max(next, from + 1);
    }

    private boolean definesRoutine(int from) {
        return ROUTINES.contains(tokens.word(ObjectType.at(tokens, from + 1)));
    }

    /** A routine with its body: to the end of the batch, of its block, or of its one statement. */
    private int routine(int from) {
        String type = tokens.word(ObjectType.at(tokens, from + 1));
        boolean whole = unit && !JOBS.contains(type) && (tokens.is(from, "CREATE") || loose);
        int depth = 0;
        boolean block = false;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.at(i);
            if (token.type() == Token.Type.BATCH || token.type() == Token.Type.META) {
                return close(from, i, token.isEnd() ? i + 1 : i);
            }
            if (token.isEnd() && !whole && depth == 0) {
                return close(from, i, i + 1);
            }
            if (token.isWord()) {
                switch (token.text()) {
                    case "BEGIN" -> {
                        depth++;
                        block = true;
                    }
                    case "CASE" -> depth += block && !tokens.is(i - 1, "END") ? 1 : 0;
                    case "END" -> depth -= depth > 0 && closesBlock(i) ? 1 : 0;
                    default -> {}
                }
            }
        }
        return close(from, tokens.size(), tokens.size());
    }

    private boolean closesBlock(int i) {
        String next = tokens.word(i + 1);
        return !AFTER_END.contains(next) || next.equals("CASE") || next.equals("TRY") || next.equals("CATCH");
    }
}
