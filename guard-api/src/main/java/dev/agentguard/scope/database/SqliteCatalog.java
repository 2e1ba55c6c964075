package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQLite's list of tables and its pragmas. The driver's metadata knows no keys to a table without a primary key, and reads
 * the definition of every table for each question.
 */
final class SqliteCatalog extends KeyCatalog {

    private static final String NAMED =
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND lower(?) IN (lower(name), 'main.' || lower(name))";

    /** https://www.sqlite.org/pragma.html#pragma_foreign_key_list */
    private static final String REFERRING = "SELECT m.name, k.on_delete FROM sqlite_master m"
            + " JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND lower(k.\"table\") = lower(?) ORDER BY 1";

    private final Connection connection;

    SqliteCatalog(Connection connection, Deadline deadline) {
        super(deadline);
        this.connection = connection;
    }

    @Override
    public List<Table> named(String written) throws SQLException, CallFailedException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMED)) {
            TableCatalog.limit(statement, deadline());
            statement.setString(1, written);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.add(new Table("main", null, result.getString(1)));
                }
            }
        }
        return tables;
    }

    @Override
    public String folded(String name) {
        return name;
    }

    @Override
    List<TableUse> referring(Table table) throws SQLException, CallFailedException {
        List<TableUse> uses = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERRING)) {
            TableCatalog.limit(statement, deadline());
            statement.setString(1, table.name());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    uses.add(new TableUse(
                            new Table("main", null, result.getString(1)), "table", TableUse.rule(result.getString(2))));
                }
            }
        }
        return uses;
    }
}
