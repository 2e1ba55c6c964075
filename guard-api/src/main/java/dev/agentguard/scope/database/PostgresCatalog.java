package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL's own tables, which whoever may connect may read. The driver's metadata leaves out views and partitions, and
 * some versions of it foreign keys to partitioned tables.
 */
final class PostgresCatalog implements TableCatalog {

    /** Temporary tables of other connections are none that a statement could mean. */
    private static final String NAMED = """
            SELECT pg_catalog.current_database(), n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname !~ '^pg_(toast|temp)'
              AND pg_catalog.lower(?) IN (pg_catalog.lower(c.relname), pg_catalog.lower(n.nspname || '.' || c.relname),
                pg_catalog.lower(pg_catalog.current_database() || '.' || n.nspname || '.' || c.relname))
            """;

    /**
     * What goes with the table: its partitions and those who inherit from it, and, where rows are deleted, tables with a
     * foreign key that says so. The edges are put together first, since nothing in the catalog finds keys by what they refer to. Then what refers to any of those. A key to a partitioned table has copies for partitions,
     * of which the first stands for all.
     */
    private static final String USES = """
            WITH RECURSIVE target(oid) AS (
              SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ? AND c.relname = ?
            ), edges(held, holder) AS (
              SELECT i.inhparent, i.inhrelid FROM pg_catalog.pg_inherits i
              UNION ALL
              SELECT k.confrelid, k.conrelid FROM pg_catalog.pg_constraint k
              WHERE k.contype = 'f' AND (? AND k.confdeltype = 'c' OR ?)
            ), gone(oid) AS (
              SELECT oid FROM target
              UNION
              SELECT e.holder FROM gone g JOIN edges e ON e.held = g.oid
            ), viewed(oid) AS (
              SELECT oid FROM gone
              UNION
              SELECT r.ev_class FROM viewed v
              JOIN pg_catalog.pg_depend d ON d.refobjid = v.oid
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
            ), used(place, oid, kind, rule) AS (
              SELECT 1, k.conrelid, 'table', k.confdeltype::text FROM gone g
              JOIN pg_catalog.pg_constraint k ON k.confrelid = g.oid AND k.contype = 'f' AND k.conrelid <> g.oid
              WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint p
                WHERE p.oid = k.conparentid AND p.confrelid IN (SELECT oid FROM gone))
              UNION
              SELECT 2, i.inhrelid, 'partition', '' FROM gone g JOIN pg_catalog.pg_inherits i ON i.inhparent = g.oid
              UNION
              SELECT 3, v.oid, 'view', '' FROM viewed v WHERE v.oid NOT IN (SELECT oid FROM gone)
            )
            SELECT n.nspname, c.relname, CASE
                WHEN u.kind = 'view' AND c.relkind = 'm' THEN 'materialized view'
                WHEN u.kind = 'partition' AND NOT c.relispartition THEN 'inheriting table'
                ELSE u.kind END,
              CASE u.rule WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default'
                WHEN 'r' THEN 'restrict' WHEN 'a' THEN 'no action' ELSE u.rule END
            FROM used u JOIN pg_catalog.pg_class c ON c.oid = u.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            ORDER BY u.place, u.rule <> 'c', n.nspname, c.relname, u.rule DESC
            """;

    private final Connection connection;
    private final Deadline deadline;

    PostgresCatalog(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public List<Table> named(String written) throws SQLException, CallFailedException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMED)) {
            TableCatalog.limit(statement, deadline);
            statement.setString(1, written);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.add(new Table(result.getString(1), result.getString(2), result.getString(3)));
                }
            }
        }
        return tables;
    }

    @Override
    public String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Uses uses(Table table, Goes goes) throws SQLException, CallFailedException {
        List<TableUse> uses = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(USES)) {
            TableCatalog.limit(statement, deadline);
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.setBoolean(3, goes == Goes.CASCADE);
            statement.setBoolean(4, goes == Goes.ALL);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    uses.add(new TableUse(
                            new Table(null, result.getString(1), result.getString(2)),
                            result.getString(3),
                            result.getString(4)));
                }
            }
        }
        return Uses.of(uses);
    }
}
