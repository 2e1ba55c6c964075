package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.Locale;

/** Reads BACKUP, RESTORE and FLASHBACK: a restore overwrites what is there now. */
final class Backups {

    private Backups() {}

    static boolean read(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        switch (word) {
            case "RESTORE" -> restore(reading, statement, tokens.word(from + 1));
            case "FLASHBACK" -> {
                boolean undoesDrop = tokens.find(from, statement.to(), "DROP") > 0;
                add(
                        reading,
                        statement,
                        word,
                        undoesDrop ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                        undoesDrop ? "brings back what was dropped" : "what was written since is gone",
                        false);
            }
            default -> {
                boolean overwrites = has(tokens, statement, "INIT")
                        || has(tokens, statement, "FORMAT")
                        || has(tokens, statement, "TRUNCATE_ONLY")
                        || has(tokens, statement, "NO_LOG")
                        || toNowhere(tokens, statement);
                add(
                        reading,
                        statement,
                        word,
                        overwrites ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        overwrites ? "overwrites the backups before it, or drops the log" : "writes a backup",
                        overwrites);
            }
        }
        return true;
    }

    private static void restore(Reading reading, Segment statement, String what) {
        switch (what) {
            case "HEADERONLY", "FILELISTONLY", "VERIFYONLY", "LABELONLY", "REWINDONLY" ->
                add(reading, statement, "RESTORE", Reversibility.READ_ONLY, "looks at a backup", false);
            case "SERVICE", "SYMMETRIC", "MASTER" ->
                add(reading, statement, "RESTORE", Reversibility.IRREVERSIBLE, "replaces a key", false);
            default ->
                add(reading, statement, "RESTORE", Reversibility.IRREVERSIBLE, "overwrites what is there now", false);
        }
    }

    /** A log backup that is thrown away takes the log from the database all the same. */
    private static boolean toNowhere(Tokens tokens, Segment statement) {
        for (int i = statement.from() + 2; i < statement.to(); i++) {
            String text = tokens.at(i).text();
            if (text.equalsIgnoreCase("NUL") || text.equalsIgnoreCase("NUL:") || text.equals("/dev/null")) {
                return tokens.is(statement.from() + 1, "LOG");
            }
        }
        return false;
    }

    private static boolean has(Tokens tokens, Segment statement, String word) {
        return tokens.find(statement.from(), statement.to(), word) > 0;
    }

    private static void add(
            Reading reading,
            Segment statement,
            String word,
            Reversibility reversibility,
            String reason,
            boolean destroysRecovery) {
        Tokens tokens = reading.tokens();
        int name = statement.from() + 2;
        Effect effect = reading.effect(word.toLowerCase(Locale.ROOT), statement)
                .resource(
                        "sql:" + tokens.word(statement.from() + 1).toLowerCase(Locale.ROOT),
                        name < statement.to() && Names.startsAt(tokens, name) ? Names.read(tokens, name) : null)
                .reach(Reach.ALL)
                .destroysRecovery(destroysRecovery)
                .reversibility(reversibility, reason)
                .build();
        reading.add(effect);
    }
}
