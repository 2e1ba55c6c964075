package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.Set;

/** Reads SQL Server's DBCC and SQLite's PRAGMA. */
final class Console {

    private static final Set<String> DBCC_READS =
            Words.set("CHECKDB CHECKTABLE CHECKALLOC CHECKCATALOG CHECKCONSTRAINTS CHECKFILEGROUP SHOWCONTIG"
                    + " OPENTRAN SQLPERF INPUTBUFFER OUTPUTBUFFER USEROPTIONS SHOW_STATISTICS HELP LOGINFO PAGE IND"
                    + " TRACESTATUS PROCCACHE MEMORYSTATUS");

    private static final Set<String> DBCC_CHANGES =
            Words.set("SHRINKDATABASE SHRINKFILE FREEPROCCACHE DROPCLEANBUFFERS FREESYSTEMCACHE FREESESSIONCACHE"
                    + " CLEANTABLE INDEXDEFRAG DBREINDEX UPDATEUSAGE TRACEON TRACEOFF CHECKIDENT DBREPAIR");

    private static final Set<String> PRAGMA_READS =
            Words.set("TABLE_INFO TABLE_XINFO INDEX_LIST INDEX_INFO INDEX_XINFO FOREIGN_KEY_LIST FOREIGN_KEY_CHECK"
                    + " INTEGRITY_CHECK QUICK_CHECK TABLE_LIST DATABASE_LIST COLLATION_LIST FUNCTION_LIST"
                    + " MODULE_LIST PRAGMA_LIST COMPILE_OPTIONS");

    private Console() {}

    static boolean dbcc(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        String command = tokens.word(statement.from() + 1);
        Reversibility reversibility = Reversibility.UNKNOWN;
        String reason = "what this command does is not known here";
        boolean losing = false;
        for (int i = statement.from(); i < statement.to(); i++) {
            losing |= tokens.is(i, "REPAIR_ALLOW_DATA_LOSS") || tokens.is(i, "WRITEPAGE");
        }
        if (losing) {
            reversibility = Reversibility.IRREVERSIBLE;
            reason = "repairs by throwing away what it cannot read, or writes pages";
        } else if (DBCC_READS.contains(command)) {
            reversibility = Reversibility.READ_ONLY;
            reason = "checks or shows";
        } else if (DBCC_CHANGES.contains(command)) {
            reversibility = Reversibility.REVERSIBLE;
            reason = "rebuilds, or empties caches";
        }
        reading.add(reading.effect("dbcc", statement)
                .kind(Kind.COMPUTE)
                .resource("sql:command", command.isEmpty() ? null : command)
                .reversibility(reversibility, reason)
                .build());
        return true;
    }

    static boolean pragma(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int at = statement.from() + 1;
        int end = Names.startsAt(tokens, at) ? Names.end(tokens, at) : at;
        String name = tokens.word(end - 1);
        boolean sets = end < statement.to() && !PRAGMA_READS.contains(name);
        boolean unclear = sets && (name.equals("WRITABLE_SCHEMA") || name.equals("REKEY") || name.equals("HEXREKEY"));
        Reversibility reversibility = sets ? Reversibility.REVERSIBLE : Reversibility.READ_ONLY;
        reading.add(reading.effect("pragma", statement)
                .resource("sql:setting", name.isEmpty() ? null : name)
                .reversibility(
                        unclear ? Reversibility.UNKNOWN : reversibility,
                        unclear ? "opens the way to damage the file" : sets ? "changes a setting" : "shows a setting")
                .build());
        return true;
    }
}
