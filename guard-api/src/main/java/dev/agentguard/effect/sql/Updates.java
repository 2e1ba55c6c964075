package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Set;

/** Reads UPDATE: bounded by a condition it changes named rows, without one it overwrites all of them. */
final class Updates {

    private static final Set<String> MODIFIERS =
            Words.set("LOW_PRIORITY IGNORE ONLY OR ROLLBACK ABORT REPLACE FAIL TABLE");

    private Updates() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int to = statement.to();
        int at = statement.from() + 1;
        if (tokens.is(at, "STATISTICS")) {
            Statements.add(reading, statement, "update-statistics", Reversibility.REVERSIBLE, "gathers statistics");
            return;
        }
        boolean top = tokens.is(at, "TOP");
        if (top) {
            at = tokens.isSymbol(at + 1, '(') ? tokens.next(at + 1) : at + 2;
        }
        while (MODIFIERS.contains(tokens.word(at))) {
            at++;
        }
        int set = tokens.find(at, to, "SET");
        if (set < 0) {
            Leftovers.inside(reading, statement);
            Statements.add(reading, statement, "update", Reversibility.UNKNOWN, "an update that sets nothing");
            return;
        }
        List<Integer> names = Names.starts(tokens, at, set);
        add(reading, statement, names, isCounter(tokens, set, to) ? Reach.ONE : reach(tokens, at, set, to));
        Expressions.read(reading, set, to);
    }

    /**
     * Whether it draws the next number of a sequence, as MySQL's manual has it: {@code SET id = LAST_INSERT_ID(id + 1)}, and
     * sets nothing else.
     */
    private static boolean isCounter(Tokens tokens, int set, int to) {
        int column = set + 1;
        int open = column + 3;
        boolean drawn = !tokens.word(column).isEmpty()
                && tokens.isSymbol(column + 1, '=')
                && tokens.is(column + 2, "LAST_INSERT_ID")
                && tokens.isSymbol(open, '(')
                && tokens.is(open + 1, tokens.word(column))
                && tokens.isSymbol(open + 2, '+')
                && tokens.close(open) == open + 4;
        int end = open + 5;
        return drawn && (end >= to || tokens.is(end, "LIMIT"));
    }

    static Reach reach(Tokens tokens, int at, int set, int to) {
        int where = tokens.find(set, to, "WHERE");
        int last = where < 0 ? to : where;
        if (where >= 0) {
            Reach reach = Predicate.reach(tokens, where + 1, Conditions.end(tokens, where, to), Names.read(tokens, at));
            if (reach != Reach.ALL) {
                return reach;
            }
        }
        return Conditions.joins(tokens, at, last) ? Reach.MANY : Reach.ALL;
    }

    private static void add(Reading reading, Segment statement, List<Integer> names, Reach reach) {
        Tokens tokens = reading.tokens();
        boolean all = reach == Reach.ALL;
        Effect.Builder effect = reading.effect("update", statement)
                .reach(reach)
                .reversibility(
                        all ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        all ? "overwrites every row" : "changes the rows that its condition names");
        if (all) {
            effect.instead("give it a condition that names the rows");
        }
        if (names.isEmpty()) {
            reading.add(effect.resource("sql:table", null).build());
        }
        for (int name : names) {
            if (all && SessionTables.isAt(tokens, name, reading.syntax())) {
                effect.reversibility(Reversibility.REVERSIBLE, "overwrites a table that only this session has");
            } else if (all) {
                effect.reversibility(Reversibility.IRREVERSIBLE, "overwrites every row");
            }
            reading.add(effect.resource("sql:table", Names.read(tokens, name)).build());
        }
    }
}
