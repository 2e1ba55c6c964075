package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Set;

/** Reads DELETE and TRUNCATE. */
final class Deletes {

    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "QUICK", "IGNORE", "ONLY", "TABLE", "DATABASE");

    private Deletes() {}

    static void delete(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int to = statement.to();
        int at = statement.from() + 1;
        boolean top = tokens.is(at, "TOP");
        if (top) {
            at = tokens.isSymbol(at + 1, '(') ? tokens.next(at + 1) : at + 2;
            at += tokens.is(at, "PERCENT") ? 1 : 0;
        }
        while (MODIFIERS.contains(tokens.word(at))) {
            at++;
        }
        int from = tokens.find(at, to, "FROM");
        int using = tokens.find(at, to, "USING");
        int where = tokens.find(at, to, "WHERE");
        int end = Conditions.end(tokens, where < 0 ? at : where, to);
        int targets = from == at ? at + 1 : at;
        int last = end;
        if (from > at) {
            last = from; // DELETE a, b FROM a JOIN b
        } else if (using > at) {
            last = using;
        } else if (where > at) {
            last = where;
        }
        Reach reach = where < 0 ? Reach.ALL : Predicate.reach(tokens, where + 1, end, Names.read(tokens, targets));
        boolean limited = top || tokens.find(at, to, "LIMIT") > 0 || Conditions.joins(tokens, at, to);
        if (reach == Reach.ALL && limited) {
            reach = Reach.MANY;
        }
        String reason = reach == Reach.ALL ? "deletes every row" : "deletes rows";
        all(
                reading,
                statement,
                List.of(),
                "delete",
                Names.starts(tokens, skipOnly(tokens, targets), last),
                reach,
                reason);
        Expressions.read(reading, Math.min(last, to), to);
    }

    private static int skipOnly(Tokens tokens, int at) {
        return tokens.is(at, "ONLY") ? at + 1 : at;
    }

    static void truncate(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int at = statement.from() + 1;
        while (MODIFIERS.contains(tokens.word(at))) {
            at++;
        }
        if (tokens.is(at, "IF")) {
            at += 2;
        }
        List<Integer> names = Names.starts(tokens, at, statement.to());
        boolean cascade = tokens.find(at + 1, statement.to(), "CASCADE") > 0;
        all(
                reading,
                statement,
                cascade ? List.of("every row of the tables that refer to it") : List.of(),
                "truncate",
                names,
                Reach.ALL,
                "deletes every row, past triggers and mostly past rollback");
    }

    /** Adds one effect for each table. */
    private static void all(
            Reading reading,
            Segment statement,
            List<String> cascades,
            String operation,
            List<Integer> names,
            Reach reach,
            String reason) {
        Tokens tokens = reading.tokens();
        Effect.Builder effect = reading.effect(operation, statement)
                .reach(reach)
                .cascades(cascades)
                .reversibility(Reversibility.IRREVERSIBLE, reason)
                .instead("select what would go and copy it first");
        if (names.isEmpty()) {
            reading.add(effect.resource("sql:table", null).build());
        }
        for (int name : names) {
            if (SessionTables.isAt(tokens, name, reading.syntax())) {
                effect.reversibility(Reversibility.REVERSIBLE, "deletes rows of a table that only this session has");
            } else {
                effect.reversibility(Reversibility.IRREVERSIBLE, reason);
            }
            reading.add(effect.resource("sql:table", Names.read(tokens, name)).build());
        }
    }
}
