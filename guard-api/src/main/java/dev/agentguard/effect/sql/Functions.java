package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions that do more than compute. What databases bring with them is known by name; a function of the user's own is
 * taken for a computation unless its name says that it writes.
 */
final class Functions {

    /** Computations whose names sound like more. */
    private static final Set<String> PURE =
            Words.set("replace insert truncate add_months set_bit set_byte setbit setweight updatexml deletexml"
                    + " insertxml insertchildxml makedate maketime make_date make_time make_timestamp"
                    + " make_timestamptz make_interval make_point merge copy log log2 log10 call set_union"
                    + " start_of_week hstore delete addtime adddate restore setdigest remove_accents load_file"
                    + " clearbit archive make_set exp loadfile addmonths startswith starts_with move rename"
                    + " time_bucket transfer clean set add update do post put run");

    /** Loses data, or what recovery rests on. */
    private static final Set<String> DESTROYING =
            Words.set("lo_unlink lo_truncate lo_truncate64 pg_drop_replication_slot pg_file_unlink"
                    + " vacuumlo pg_replication_origin_drop lo_put pg_logical_slot_get_changes"
                    + " pg_logical_slot_get_binary_changes");

    /** Changes something that can be changed back. */
    private static final Set<String> WRITING =
            Words.set("nextval setval set_config pg_notify pg_reload_conf pg_rotate_logfile pg_switch_wal"
                    + " pg_create_restore_point lo_create lo_creat lo_from_bytea lowrite lo_import"
                    + " pg_create_physical_replication_slot pg_create_logical_replication_slot"
                    + " pg_logical_emit_message pg_backup_start pg_backup_stop pg_start_backup pg_stop_backup"
                    + " pg_import_system_collations pg_wal_replay_pause pg_wal_replay_resume pg_export_snapshot"
                    + " pg_replication_origin_create brin_summarize_new_values"
                    + " last_insert_rowid_set");

    /** Ends what others are doing. */
    private static final Set<String> ENDING =
            Set.of("pg_terminate_backend", "pg_cancel_backend", "system$cancel_query", "system$abort_session");

    /** Runs the SQL in its arguments. */
    private static final Set<String> RUNNING =
            Words.set("dblink dblink_exec dblink_open dblink_send_query query_to_xml query_to_xmlschema"
                    + " query_to_xml_and_xmlschema openquery openrowset xmltype_query getxml getxmltype run_command"
                    + " run_command_on_workers run_command_on_shards run_command_on_placements"
                    + " run_command_on_colocated_placements run_command_on_all_nodes run_command_on_coordinator"
                    + " master_modify_multiple_shards schedule_in_database cron_schedule external_query crosstab ts_stat"
                    + " pg_background_launch connectby database_to_xml eval");

    /** May do anything outside of the database, or to files. */
    private static final Set<String> UNCLEAR =
            Words.set("sys_exec sys_eval load_extension writefile edit pg_file_write pg_file_rename pg_promote"
                    + " pg_replication_slot_advance pg_stat_reset pg_stat_reset_shared pg_stat_statements_reset"
                    + " pg_stat_reset_slru lo_export http_post http_put http_delete http_patch query_export_to_s3"
                    + " pg_read_binary_file_write xp_cmdshell pg_execute_server_program fremove frename system");

    /** How far behind a name the text that it runs is looked for. */
    private static final int ARGUMENT_TOKENS = 200;

    private Functions() {}

    /** Returns the effect of the call whose name stands at an index, null if it only computes. */
    static @Nullable Effect effectOf(Reading reading, int at) {
        Tokens tokens = reading.tokens();
        Token token = tokens.at(at);
        String own = tokens.source().substring(token.start(), token.end());
        String name = (token.isWord() ? own : token.text()).toLowerCase(Locale.ROOT);
        int to = Math.min(tokens.close(at + 1) + 1, tokens.size() - 1);
        Segment call = new Segment(at, to);
        boolean scheduled = (name.equals("schedule") || name.equals("alter_job")) && isOf(tokens, at, "CRON");
        boolean passed = name.equals("query") && isOf(tokens, at, "SYSTEM"); // Trino hands it on
        if (RUNNING.contains(name) || scheduled || passed) {
            return runs(reading, call, name);
        }
        if (tokens.is(at - 1, "TABLESAMPLE")) {
            return null; // the method by which rows are drawn
        }
        if (PURE.contains(name) && !tokens.isSymbol(at - 1, '.')) {
            return null;
        }
        if (name.startsWith("dm_") && isOf(tokens, at, "SYS")) {
            return null; // the views of SQL Server: dm_exec_query_plan only shows
        }
        boolean owned = tokens.isSymbol(at - 1, '.');
        Reversibility supplied = Supplied.of(owned ? owner(tokens, at) + '.' + name : name);
        if (supplied == Reversibility.READ_ONLY) {
            return null;
        }
        if (supplied == Reversibility.IRREVERSIBLE || DESTROYING.contains(name)) {
            return effect(reading, call, name, Reversibility.IRREVERSIBLE, "`" + name + "` destroys what it is given");
        }
        if (supplied == Reversibility.REVERSIBLE || WRITING.contains(name)) {
            return effect(reading, call, name, Reversibility.REVERSIBLE, "`" + name + "` changes something");
        }
        if (ENDING.contains(name)) {
            return reading.effect("function", shown(call))
                    .kind(Kind.COMPUTE)
                    .resource("sql:function", name)
                    .reversibility(Reversibility.REVERSIBLE, "`" + name + "` ends what a session is doing")
                    .build();
        }
        if (UNCLEAR.contains(name)) {
            return effect(reading, call, name, Reversibility.UNKNOWN, "what `" + name + "` does cannot be read here");
        }
        NameWords words = NameWords.of(token.isWord() ? own : token.text());
        if (words == NameWords.DESTROYS || words == NameWords.WRITES) {
            String verb = words == NameWords.DESTROYS ? "destroys" : "writes";
            return effect(reading, call, name, Reversibility.UNKNOWN, "`" + name + "` " + verb + ", by its name");
        }
        return null;
    }

    private static boolean isOf(Tokens tokens, int at, String owner) {
        return tokens.isSymbol(at - 1, '.') && owner(tokens, at).equalsIgnoreCase(owner);
    }

    private static String owner(Tokens tokens, int at) {
        return at < 2 ? "" : tokens.at(at - 2).text();
    }

    private static @Nullable Effect runs(Reading reading, Segment call, String name) {
        Tokens tokens = reading.tokens();
        boolean literal = false;
        int to = Math.min(call.to(), call.from() + ARGUMENT_TOKENS);
        for (int i = call.from(); i < to && !literal; i++) {
            literal = tokens.at(i).isString();
        }
        if (!literal) {
            return effect(reading, call, name, Reversibility.UNKNOWN, "`" + name + "` runs text that is not shown");
        }
        int known = 0;
        for (int i = call.from(); i < to && known < 8; i++) {
            Token token = tokens.at(i);
            if (token.isString() && looksLikeStatement(token.value())) {
                reading.readText(token.value(), i);
                known++;
            }
        }
        boolean calls = name.equals("dblink") || known > 0;
        return calls ? null : effect(reading, call, name, Reversibility.UNKNOWN, "`" + name + "` runs text");
    }

    /** Not a name of a connection, a file or a job. */
    private static boolean looksLikeStatement(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Characters.isSpace(text.charAt(i)) || text.charAt(i) == '/' || text.charAt(i) == '(') {
                return text.indexOf('=') < 0 || text.indexOf('=') > i;
            }
        }
        return false;
    }

    /** The name and its first arguments. */
    private static Segment shown(Segment call) {
        return new Segment(call.from(), Math.min(call.to(), call.from() + 12));
    }

    private static Effect effect(
            Reading reading, Segment call, String name, Reversibility reversibility, String reason) {
        return reading.effect("function", shown(call))
                .resource("sql:function", name)
                .reach(reversibility == Reversibility.REVERSIBLE ? Reach.ONE : Reach.ALL)
                .reversibility(reversibility, reason)
                .build();
    }
}
