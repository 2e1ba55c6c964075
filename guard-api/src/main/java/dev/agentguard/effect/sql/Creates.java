package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Set;

/** Reads CREATE: something new, unless it replaces a container with what it holds. */
final class Creates {

    /** What is lost with these when they are replaced. */
    private static final Set<String> CONTAINERS =
            Words.set("table database schema stage stream snapshot-table catalog keyspace tablespace");

    private Creates() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        ObjectType type = ObjectType.read(tokens, statement.from() + 1);
        int at = type.nameAt(tokens);
        boolean replaces = (tokens.is(statement.from() + 1, "OR") && tokens.is(statement.from() + 2, "REPLACE"))
                || tokens.is(statement.from(), "RECREATE")
                || tokens.is(statement.from(), "REPLACE");
        boolean lost = (replaces && CONTAINERS.contains(type.name())) || reuses(tokens, statement, type.name());
        String operation = (lost ? "create-or-replace-" : "create-") + type.name();
        Effect.Builder effect = reading.effect(operation, statement)
                .kind(Drops.ACCESS.contains(type.name()) ? Kind.ACCESS : Kind.DATA)
                .resource("sql:" + type.name(), Names.startsAt(tokens, at) ? Names.read(tokens, at) : null)
                .reach(lost ? Reach.ALL : Reach.ONE);
        if (lost) {
            effect.reversibility(Reversibility.IRREVERSIBLE, "replaces one of this name or file with what it holds");
        } else if (isJob(type.name()) && runsDestruction(reading, statement)) {
            effect.reach(Reach.ALL)
                    .reversibility(Reversibility.UNKNOWN, "what it will run by itself later destroys or is not known");
        } else {
            effect.reversibility(Reversibility.REVERSIBLE, "makes something that can be dropped again");
        }
        reading.add(effect.build());
        int as = tokens.find(at, statement.to(), "AS");
        if (as > 0 && isQueried(type.name())) {
            Expressions.read(reading, as, statement.to());
        }
    }

    /** Oracle's {@code CREATE TABLESPACE … DATAFILE 'f' REUSE}: the file is written anew if it is there. */
    private static boolean reuses(Tokens tokens, Segment statement, String type) {
        return (type.endsWith("tablespace") || type.equals("controlfile"))
                && tokens.find(statement.from(), statement.to(), "REUSE") > 0;
    }

    private static boolean isQueried(String type) {
        return type.equals("table") || type.equals("materialized-view");
    }

    private static boolean isJob(String type) {
        return type.equals("event") || type.equals("task");
    }

    /** Jobs run on a schedule; nobody asks again. */
    private static boolean runsDestruction(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int updates = 0;
        for (int i = statement.from() + 1; i < statement.to(); i++) {
            String word = tokens.word(i);
            if (word.equals("CALL") || (Words.DESTROYING.contains(word) && !tokens.is(i - 1, "ON"))) {
                return true;
            }
            if (word.equals("UPDATE") && ++updates > 50) {
                return true;
            }
            if (word.equals("UPDATE")) {
                int set = tokens.find(i, statement.to(), "SET");
                if (set > 0 && Updates.reach(tokens, i + 1, set, statement.to()) == Reach.ALL) {
                    return true;
                }
            }
        }
        return false;
    }
}
