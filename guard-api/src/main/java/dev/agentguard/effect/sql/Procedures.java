package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls of procedures: those that databases bring with them are known, any other may do anything.
 *
 * @see <a href="https://www.ibm.com/docs/en/db2/11.5?topic=views-admin-cmd-run-administrative-commands">Db2, ADMIN_CMD</a>
 * @see <a href="https://trino.io/docs/current/connector/postgresql.html#procedures">Trino, system.execute</a>
 */
final class Procedures {

    private static final Set<String> READING =
            Words.set("sp_help sp_helptext sp_who sp_who2 sp_columns sp_tables sp_spaceused sp_lock sp_helpdb"
                    + " sp_helpindex sp_helpconstraint sp_depends sp_pkeys sp_fkeys sp_statistics"
                    + " sp_stored_procedures sp_databases sp_server_info sp_helpuser sp_helprole sp_helprolemember"
                    + " sp_helplogins sp_helpfile sp_helpfilegroup sp_helprotect sp_helpserver sp_helptrigger"
                    + " sp_helplinkedsrvlogin sp_help_job sp_help_jobhistory sp_describe_first_result_set sp_monitor"
                    + " sp_readerrorlog xp_readerrorlog xp_msver xp_fixeddrives xp_dirtree xp_fileexist"
                    + " xp_loginconfig xp_regread sp_linkedservers sp_catalogs sp_column_privileges"
                    + " sp_table_privileges sp_sproc_columns sp_datatype_info sp_special_columns sp_getapplock"
                    + " sp_releaseapplock put_line put new_line");

    private static final Set<String> WRITING =
            Words.set("sp_rename sp_renamedb sp_configure sp_addrole sp_adduser sp_addlogin sp_addrolemember"
                    + " sp_droprolemember sp_grantdbaccess sp_updatestats sp_recompile sp_refreshview sp_dboption"
                    + " sp_addsrvrolemember sp_dropsrvrolemember sp_changedbowner sp_tableoption"
                    + " sp_addextendedproperty sp_updateextendedproperty sp_dropextendedproperty sp_attach_db"
                    + " sp_addlinkedserver sp_set_session_context gather_table_stats gather_schema_stats sp_add_job"
                    + " sp_update_job sp_stop_job refresh_mv");

    /** Runs the SQL in its arguments. */
    private static final Set<String> RUNNING =
            Words.set("sp_executesql sp_msforeachtable sp_msforeachdb sp_prepexec sp_prepare sp_execute_remote"
                    + " parse exec_ddl_statement sp_sqlexec sp_cursoropen admin_cmd execute_prepared_stmt");

    private Procedures() {}

    /** Whether a name is known without CALL in front of it. */
    static boolean isKnown(String name) {
        String last = last(name);
        return isSystem(last)
                || Supplied.of(name) != null
                || READING.contains(last)
                || WRITING.contains(last)
                || OraclePackages.of(name) != null;
    }

    private static boolean isSystem(String last) {
        return last.startsWith("sp_") || last.startsWith("xp_");
    }

    static void read(Reading reading, Segment statement, int at) {
        Tokens tokens = reading.tokens();
        String full = Names.read(tokens, at);
        String name = last(full);
        int arguments = Names.startsAt(tokens, at) ? Names.end(tokens, at) : at;
        if (reading.syntax() == Syntax.H2 && Builtins.isExpression(tokens, at, statement.to())) {
            Leftovers.code(reading, new Segment(at, statement.to()), "call");
            return;
        }
        Reversibility supplied = supplied(full, tokens, arguments, statement.to());
        boolean passed = name.equals("execute") && full.toLowerCase(Locale.ROOT).endsWith("system.execute");
        if (RUNNING.contains(name) || passed) {
            DynamicText.read(reading, statement, text(tokens, full, arguments, statement.to()));
        } else if (READING.contains(name)) {
            add(reading, statement, full, Reversibility.READ_ONLY, "`" + name + "` reads");
        } else if (WRITING.contains(name)) {
            add(reading, statement, full, Reversibility.REVERSIBLE, "`" + name + "` changes something");
        } else if (supplied != null) {
            add(reading, statement, full, supplied, "`" + full.toLowerCase(Locale.ROOT) + "` is known by its name");
        } else if (name.equals("xp_cmdshell")) {
            Programs.read(reading, statement);
        } else if ((isSystem(name) && NameWords.of(name) == NameWords.DESTROYS) || name.startsWith("sp_drop")) {
            add(reading, statement, full, Reversibility.IRREVERSIBLE, "`" + name + "` destroys what it is given");
        } else {
            add(reading, statement, full, Reversibility.UNKNOWN, "what the procedure does is not known here");
        }
        Expressions.read(reading, Math.min(arguments, statement.to()), statement.to());
    }

    /** What a routine that is not the user's own does, null if it is not known. */
    private static @Nullable Reversibility supplied(String full, Tokens tokens, int arguments, int to) {
        Reversibility lake = LakeProcedures.of(full);
        if (lake != null) {
            return LakeProcedures.isDryRun(tokens, arguments, to) ? Reversibility.READ_ONLY : lake;
        }
        Reversibility known = Supplied.of(full);
        if (known != null) {
            return known;
        }
        String lower = full.toLowerCase(Locale.ROOT);
        boolean vendor = lower.startsWith("msdb.") || lower.startsWith("sys.sp_") || lower.startsWith("sys.xp_");
        return vendor ? named(lower) : OraclePackages.of(full);
    }

    /** SQL Server's own; a step of a job is code that runs later. */
    private static @Nullable Reversibility named(String lower) {
        String name = last(lower);
        if (!isSystem(name) || name.contains("exec") || name.contains("run") || name.contains("step")) {
            return null;
        }
        return switch (NameWords.anywhere(name)) {
            case DESTROYS -> Reversibility.IRREVERSIBLE;
            case WRITES -> Reversibility.REVERSIBLE;
            case READS -> Reversibility.READ_ONLY;
            case SAYS_NOTHING -> null;
        };
    }

    /** The text is the second argument of {@code DBMS_SQL.PARSE}, the first of all others. */
    private static int text(Tokens tokens, String name, int at, int to) {
        int first = variable(tokens, at);
        if (!OraclePackages.parses(name)) {
            return first;
        }
        for (int i = first; i < to; i++) {
            if (tokens.isSymbol(i, ',')) {
                return i + 1;
            }
        }
        return first;
    }

    /** Behind {@code @statement =} or {@code query =>}. */
    private static int variable(Tokens tokens, int at) {
        int i = tokens.isSymbol(at, '(') ? at + 1 : at;
        if (tokens.isSymbol(i + 1, '=') && tokens.isSymbol(i + 2, '>')) {
            return i + 3;
        }
        return tokens.word(i).startsWith("@") && tokens.isSymbol(i + 1, '=') ? i + 2 : i;
    }

    private static void add(
            Reading reading, Segment statement, String name, Reversibility reversibility, String reason) {
        boolean known = reversibility != Reversibility.UNKNOWN;
        Effect effect = reading.effect("call", statement)
                .kind(name.contains("login") || name.contains("role") ? Kind.ACCESS : Kind.DATA)
                .resource("sql:procedure", name.isEmpty() ? null : name)
                .reach(known ? Reach.ONE : Reach.ALL)
                .destroysRecovery(
                        reversibility == Reversibility.IRREVERSIBLE && LakeProcedures.of(name) == reversibility)
                .reversibility(reversibility, reason)
                .build();
        reading.add(effect);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
