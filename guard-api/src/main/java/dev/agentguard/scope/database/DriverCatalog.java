package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a driver says of tables and foreign keys. It may see no more than Guard's user does. */
final class DriverCatalog extends KeyCatalog {

    private final Connection connection;
    private final DatabaseMetaData metaData;
    private final boolean inCatalogs;

    DriverCatalog(Connection connection, Deadline deadline) throws SQLException {
        super(deadline);
        this.connection = connection;
        this.metaData = connection.getMetaData();
        // what MySQL calls a database stands in the place of a schema, and its driver calls it a catalog
        this.inCatalogs = !metaData.supportsSchemasInTableDefinitions();
    }

    @Override
    public List<Table> named(String written) throws SQLException, CallFailedException {
        Set<Table> tables = new LinkedHashSet<>(named(connection.getCatalog(), written));
        int last = written.lastIndexOf('.');
        for (int dot : new int[] {written.indexOf('.'), last}) {
            if (dot > 0) {
                String qualifier = written.substring(0, dot);
                String within = inCatalogs ? qualifier : connection.getCatalog();
                tables.addAll(named(within, written.substring(dot + 1)));
            }
        }
        return new ArrayList<>(tables);
    }

    private Set<Table> named(@Nullable String catalog, String name) throws SQLException, CallFailedException {
        Set<Table> tables = new LinkedHashSet<>();
        Set<String> spellings =
                new LinkedHashSet<>(List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
        for (String spelling : spellings) {
            inTime();
            try (ResultSet result = metaData.getTables(catalog, null, pattern(spelling), null)) {
                while (result.next() && tables.size() <= MOST) {
                    tables.add(new Table(
                            result.getString("TABLE_CAT"),
                            result.getString("TABLE_SCHEM"),
                            result.getString("TABLE_NAME")));
                }
            }
        }
        return tables;
    }

    /** In a pattern {@code _} is any character. */
    private String pattern(String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        if (escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    @Override
    public String folded(String name) {
        try {
            return metaData.storesUpperCaseIdentifiers()
                    ? name.toUpperCase(Locale.ROOT)
                    : metaData.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
        } catch (SQLException e) {
            return name;
        }
    }

    @Override
    List<TableUse> referring(Table table) throws SQLException, CallFailedException {
        inTime();
        List<TableUse> uses = new ArrayList<>();
        try (ResultSet result = metaData.getExportedKeys(table.catalog(), table.schema(), table.name())) {
            while (result.next() && uses.size() <= MOST) {
                if (result.getInt("KEY_SEQ") <= 1) {
                    uses.add(new TableUse(
                            new Table(
                                    result.getString("FKTABLE_CAT"),
                                    result.getString("FKTABLE_SCHEM"),
                                    result.getString("FKTABLE_NAME")),
                            "table",
                            rule(result.getInt("DELETE_RULE"))));
                }
            }
        }
        return uses;
    }

    private static String rule(int rule) {
        return switch (rule) {
            case DatabaseMetaData.importedKeyCascade -> TableUse.CASCADE;
            case DatabaseMetaData.importedKeySetNull -> "set null";
            case DatabaseMetaData.importedKeySetDefault -> "set default";
            case DatabaseMetaData.importedKeyRestrict -> "restrict";
            default -> "no action";
        };
    }

    private void inTime() throws CallFailedException {
        if (deadline().remaining().isZero()) {
            throw new CallFailedException("the database gave no answer in time", false);
        }
    }
}
