package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routines that databases and their extensions bring, called by SELECT or CALL, known one by one from the manuals.
 *
 * @see <a href="https://docs.timescale.com/api/latest/">TimescaleDB</a>
 * @see <a href="https://docs.citusdata.com/en/stable/develop/api_udf.html">Citus</a>
 * @see <a href="https://github.com/pgpartman/pg_partman/blob/development/doc/pg_partman.md">pg_partman</a>
 * @see <a href="https://pgmq.github.io/pgmq/api/sql/functions/">pgmq</a>
 * @see <a href="https://docs.vertica.com/latest/en/sql-reference/functions/management-functions/">Vertica</a>
 * @see <a href="https://www.ibm.com/docs/en/db2/11.5?topic=views-routines">Db2</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.SQLRef.html">Amazon RDS</a>
 * @see <a href="https://docs.cloud.google.com/bigquery/docs/reference/system-procedures">BigQuery</a>
 */
final class Supplied {

    private static final Map<String, Reversibility> BY_NAME = new HashMap<>();

    static {
        known(
                Reversibility.IRREVERSIBLE,
                // TimescaleDB
                "drop_chunks drop_hypertable add_retention_policy add_drop_chunks_policy delete_data_node"
                        // Citus
                        + " drop_old_time_partitions master_apply_delete_command master_drop_all_shards"
                        + " citus_drop_all_shards"
                        // pg_partman, pg_surgery, pgmq
                        + " drop_partition_time drop_partition_id heap_force_kill pgmq.purge_queue pgmq.drop_queue"
                        + " pgmq.pop pgmq.delete"
                        // Vertica
                        + " drop_partitions drop_partition purge_table purge_partition purge_projection"
                        + " make_ahm_now set_ahm_time set_ahm_epoch drop_location clear_data_collector"
                        + " clear_query_repository"
                        // Db2
                        + " admin_drop_schema"
                        // SQL Server
                        + " sp_cdc_disable_db sp_cdc_disable_table sp_removedbreplication xp_regdeletevalue"
                        + " xp_regdeletekey xp_delete_file xp_delete_files sp_send_dbmail");
        known(
                Reversibility.REVERSIBLE,
                "create_hypertable compress_chunk decompress_chunk recompress_chunk convert_to_columnstore"
                        + " convert_to_rowstore reorder_chunk move_chunk attach_chunk detach_chunk merge_chunks"
                        + " split_chunk add_compression_policy remove_compression_policy add_columnstore_policy"
                        + " remove_columnstore_policy add_reorder_policy remove_reorder_policy"
                        + " remove_retention_policy add_continuous_aggregate_policy"
                        + " remove_continuous_aggregate_policy refresh_continuous_aggregate set_chunk_time_interval"
                        + " add_dimension attach_tablespace detach_tablespace detach_tablespaces run_job alter_job"
                        + " create_distributed_table create_reference_table undistribute_table"
                        + " alter_distributed_table alter_table_set_access_method create_time_partitions"
                        + " citus_rebalance_start rebalance_table_shards citus_move_shard_placement"
                        + " citus_drain_node citus_add_node citus_set_coordinator_host create_parent"
                        + " create_partition partition_data_proc partition_data_time partition_data_id"
                        + " undo_partition_proc pgmq.create pgmq.send pgmq.send_batch pgmq.set_vt"
                        + " table_import_from_s3 swap_partitions_between_tables move_partitions_to_table"
                        + " copy_partitions_to_table clear_caches do_tm_task analyze_statistics drop_statistics"
                        + " rebalance_cluster export_tables export_objects csvwrite file_write"
                        + " admin_move_table admin_copy_schema admin_revalidate_db_objects reorgchk_tb_stats"
                        + " rebind_routine_package rds_kill rds_kill_query rds_stop_replication"
                        + " rds_start_replication rds_skip_repl_error rds_rotate_slow_log rds_rotate_general_log"
                        + " bq.jobs.cancel bq.abort_session bq.refresh_materialized_view"
                        + " bq.refresh_external_metadata_cache sp_query_store_flush_db sp_detach_db sp_start_job"
                        + " sp_cycle_errorlog sp_cycle_agent_errorlog");
        known(
                Reversibility.READ_ONLY,
                "show_chunks hypertable_size hypertable_detailed_size citus_table_size citus_relation_size"
                        + " get_dbsize_info rds_show_configuration pragma_version duckdb_settings");
    }

    private Supplied() {}

    private static void known(Reversibility reversibility, String names) {
        for (String name : names.split(" ", -1)) {
            BY_NAME.put(name, reversibility);
        }
    }

    /** Returns what a routine does, by its whole name or by its last part; null if it is none of these. */
    static @Nullable Reversibility of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        if (last.startsWith("system$")) {
            return ofSystem(last.substring("system$".length()));
        }
        Reversibility whole = BY_NAME.get(lower);
        return whole == null ? BY_NAME.get(last) : whole;
    }

    /** Snowflake's, which say in their names what they do; null if the name leaves it open. */
    private static @Nullable Reversibility ofSystem(String name) {
        if (name.startsWith("send_")) {
            return Reversibility.IRREVERSIBLE; // a message that is gone
        }
        if (name.startsWith("cancel_")
                || name.startsWith("abort_")
                || name.startsWith("user_task_cancel")
                || name.startsWith("enable_")
                || name.startsWith("pipe_force_resume")
                || name.equals("task_dependents_enable")
                || name.equals("set_return_value")) {
            return Reversibility.REVERSIBLE;
        }
        boolean reads = name.startsWith("get_")
                || name.startsWith("show_")
                || name.startsWith("list_")
                || name.startsWith("is_")
                || name.startsWith("estimate_")
                || name.startsWith("explain_")
                || name.startsWith("verify_")
                || name.startsWith("wait")
                || name.endsWith("_status")
                || name.endsWith("_information")
                || name.equals("typeof")
                || name.equals("stream_has_data")
                || name.equals("clustering_depth")
                || name.equals("last_change_commit_time")
                || name.equals("allowlist");
        return reads ? Reversibility.READ_ONLY : null;
    }
}
