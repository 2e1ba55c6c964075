package dev.agentguard.effect.sql;

import java.util.Locale;
import java.util.Set;

/**
 * The kind of object that a CREATE, ALTER or DROP is about.
 *
 * @param name its words in lower case, joined by dashes: {@code materialized-view}
 * @param next the token behind them
 */
record ObjectType(String name, int next) {

    /** Words in front of the type that do not belong to its name. */
    private static final Set<String> MODIFIERS = Words.set(
            "OR REPLACE ALTER REFRESH TEMP TEMPORARY GLOBAL LOCAL UNLOGGED EDITIONABLE NONEDITIONABLE"
                    + " CONSTRAINT SECURE TRANSIENT VOLATILE HYBRID ICEBERG DYNAMIC EXTERNAL FOREIGN RECURSIVE"
                    + " UNIQUE CLUSTERED NONCLUSTERED BITMAP SPATIAL PRIVATE PUBLIC FORCE NO NOFORCE CACHED MEMORY"
                    + " VIRTUAL IMMUTABLE BLOCKCHAIN SHARDED DUPLICATED SQL TRUSTED PROCEDURAL ALGORITHM UNDEFINED"
                    + " MERGE TEMPTABLE SECURITY INVOKER COLUMNSTORE XML FULLTEXT LIVE STREAMING ONLINE OFFLINE IGNORE");

    /** First words of a type of two words or more. */
    private static final Set<String> FIRST =
            Words.set("MATERIALIZED EVENT TEXT ACCESS OPERATOR USER LARGE DEFAULT RESOURCE ROW MASKING NETWORK"
                    + " PASSWORD SESSION FILE RESTORE FLASHBACK SNAPSHOT MASTER DATABASE SYMMETRIC ASYMMETRIC"
                    + " PARTITION AVAILABILITY SEARCH PACKAGE TYPE LOGFILE UNDO REPLICATION FAILOVER ALL AGGREGATE"
                    + " ROLLBACK BACKUP VECTOR CATALOG COMPUTE NOTIFICATION STORAGE API GIT SECRET DATA");

    private static final Set<String> SECOND =
            Words.set("VIEW TRIGGER SEARCH METHOD CLASS FAMILY MAPPING OBJECT PRIVILEGES POLICY POLICIES RULE"
                    + " ACCESS FORMAT POINT ARCHIVE TABLE KEY LINK FUNCTION SCHEME GROUP INDEX BODY POOL PLAN"
                    + " MONITOR INTEGRATION SLOT SEGMENT SET CONFIGURATION DICTIONARY PARSER TEMPLATE TABLESPACE"
                    + " CREDENTIAL REPOSITORY NOTIFICATION SESSION ROLE CLASSIFICATION WRAPPER SCOPED");

    /** Returns where the type begins, behind words that only qualify it. */
    static int at(Tokens tokens, int from) {
        int i = from;
        while (true) {
            if (tokens.is(i, "DEFINER") && tokens.isSymbol(i + 1, '=')) {
                i = definer(tokens, i + 2);
            } else if (MODIFIERS.contains(tokens.word(i)) || tokens.isSymbol(i, '=')) {
                i++;
            } else if (tokens.is(i, "CONSTRAINT") || (tokens.is(i, "EVENT") && tokens.is(i + 1, "TRIGGER"))) {
                i++;
            } else {
                return i;
            }
        }
    }

    private static int definer(Tokens tokens, int from) {
        int i = from + 1;
        if (tokens.isSymbol(i, '(')) {
            return tokens.next(i);
        }
        return tokens.word(i).startsWith("@") ? i + (tokens.is(i, "@") ? 2 : 1) : i;
    }

    static ObjectType read(Tokens tokens, int from) {
        int i = at(tokens, from);
        StringBuilder name = new StringBuilder(tokens.word(i).toLowerCase(Locale.ROOT));
        boolean more = (FIRST.contains(tokens.word(i)) && !tokens.is(i, "DATABASE")) || tokens.is(i + 1, "SCOPED");
        i++;
        while (more && SECOND.contains(tokens.word(i))) {
            name.append('-').append(tokens.word(i).toLowerCase(Locale.ROOT));
            i++;
        }
        return new ObjectType(name.length() == 0 ? "object" : name.toString(), i);
    }

    /** Returns the token behind {@code IF [NOT] EXISTS} and what else can stand in front of a name. */
    int nameAt(Tokens tokens) {
        int i = next;
        while (true) {
            if (tokens.is(i, "IF")) {
                i += tokens.is(i + 1, "NOT") ? 3 : 2;
            } else if (tokens.is(i, "CONCURRENTLY") || tokens.is(i, "ONLY") || tokens.is(i, "FOR")) {
                i++;
            } else {
                return i;
            }
        }
    }
}
