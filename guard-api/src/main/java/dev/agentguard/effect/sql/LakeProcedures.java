package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The procedures that table formats bring: Iceberg, Delta Lake, Hive, Hudi, Paimon and DuckLake, as Trino and Spark call
 * them. A rollback of Iceberg is one more change, and the snapshots behind it stay; what expires or is cleaned does not.
 *
 * @see <a href="https://trino.io/docs/current/connector/iceberg.html">Trino, Iceberg connector</a>
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-procedures/">Iceberg, Spark procedures</a>
 * @see <a href="https://paimon.apache.org/docs/master/spark/procedures/">Paimon, procedures</a>
 * @see <a href="https://hudi.apache.org/docs/procedures/">Hudi, procedures</a>
 */
final class LakeProcedures {

    private static final Set<String> CHANGING =
            Words.set("optimize optimize_manifests rewrite_data_files rewrite_manifests rewrite_position_delete_files"
                    + " rewrite_position_deletes rewrite_table_path compute_table_stats compute_partition_stats"
                    + " rollback_to_snapshot rollback_to_timestamp set_current_snapshot cherrypick_snapshot"
                    + " publish_changes fast_forward snapshot migrate add_files add_files_from_table register_table"
                    + " create_changelog_view sync_partition_metadata create_empty_partition register_partition"
                    + " unregister_partition flush_metadata_cache drop_stats drop_extended_stats kill_query"
                    + " compact create_tag create_branch ducklake_merge_adjacent_files ducklake_rewrite_data_files"
                    + " ducklake_flush_inlined_data ducklake_add_data_files");

    private static final Set<String> DESTROYING =
            Words.set("expire_snapshots remove_orphan_files delete_orphan_files vacuum unregister_table purge_files"
                    + " expire_partitions expire_tags delete_tag delete_branch drop_partition run_clean"
                    + " delete_savepoint rollback_to_instant rollback_to_savepoint ducklake_expire_snapshots"
                    + " ducklake_cleanup_old_files ducklake_delete_orphaned_files");

    private LakeProcedures() {}

    /** Returns what a procedure does, null if it is none of a table format. */
    static @Nullable Reversibility of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        int dot = lower.length() - last.length() - 1;
        String owner = dot < 0 ? "" : lower.substring(lower.lastIndexOf('.', dot - 1) + 1, dot);
        boolean supplied = owner.equals("system")
                || owner.equals("sys")
                || lower.startsWith("system.runtime.")
                || last.startsWith("ducklake_");
        if (!supplied) {
            return null;
        }
        if (owner.equals("sys") && last.startsWith("rollback")) {
            return Reversibility.IRREVERSIBLE; // Paimon deletes the snapshots behind it
        }
        return known(last);
    }

    private static @Nullable Reversibility known(String last) {
        if (last.equals("ancestors_of")) {
            return Reversibility.READ_ONLY;
        }
        return CHANGING.contains(last)
                ? Reversibility.REVERSIBLE
                : DESTROYING.contains(last) ? Reversibility.IRREVERSIBLE : null;
    }

    /** Reads {@code ALTER TABLE t EXECUTE procedure(…)}. */
    static void ofTable(Reading reading, Segment statement, int at, @Nullable String table) {
        String name = Names.read(reading.tokens(), at).toLowerCase(Locale.ROOT);
        Reversibility known = known(name);
        Reversibility reversibility = known == null ? Reversibility.UNKNOWN : known;
        reading.add(reading.effect("alter-table-execute", statement)
                .resource("sql:table", table)
                .reach(reversibility == Reversibility.REVERSIBLE ? Reach.ONE : Reach.ALL)
                .destroysRecovery(reversibility == Reversibility.IRREVERSIBLE)
                .reversibility(reversibility, reason(name, reversibility))
                .build());
        Expressions.read(reading, at + 1, statement.to());
    }

    static String reason(String name, Reversibility reversibility) {
        return switch (reversibility) {
            case IRREVERSIBLE -> "`" + name + "` removes what older versions are read from";
            case UNKNOWN -> "what `" + name + "` does is not known here";
            default -> "`" + name + "` reorders, or changes what can be changed back";
        };
    }

    /** {@code dry_run => true}: nothing is removed. */
    static boolean isDryRun(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.is(i, "DRY_RUN") && tokens.isSymbol(i + 1, '=')) {
                return tokens.is(tokens.isSymbol(i + 2, '>') ? i + 3 : i + 2, "TRUE");
            }
        }
        return false;
    }
}
