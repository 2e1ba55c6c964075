package dev.agentguard.scope.database;

import java.util.Locale;

/**
 * What uses a table.
 *
 * @param table the table or view that does
 * @param kind {@code table} by a foreign key, {@code view}, {@code partition} …
 * @param onDelete what the foreign key says of rows whose row is deleted, {@code cascade}; empty if it is none
 */
record TableUse(Table table, String kind, String onDelete) {

    static final String CASCADE = "cascade";

    /** Returns whether its rows go with those of the table. */
    boolean goes(TableCatalog.Goes goes) {
        return !onDelete.isEmpty()
                && switch (goes) {
                    case NONE -> false;
                    case CASCADE -> onDelete.equals(CASCADE);
                    case ALL -> true;
                };
    }

    /** Returns it for people. */
    String shown(TableCatalog.Goes goes) {
        String name = kind + " " + table.shown();
        return onDelete.isEmpty()
                ? name
                : (goes(goes) ? "rows of " : "") + name + " (foreign key, on delete " + onDelete + ")";
    }

    /** {@code SET NULL} as it stands in SQL, {@code set null} for people. */
    static String rule(String sql) {
        return sql.toLowerCase(Locale.ROOT);
    }
}
