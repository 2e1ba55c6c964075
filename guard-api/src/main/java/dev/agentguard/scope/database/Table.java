package dev.agentguard.scope.database;

import dev.agentguard.scope.Shown;
import dev.agentguard.scope.remote.NotResolvedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table as its database names it.
 *
 * @param catalog its catalog, or null
 * @param schema its schema, or null
 * @param name its name
 */
record Table(@Nullable String catalog, @Nullable String schema, String name) {

    private static final int MOST_NAMED = 4;

    /** Returns the name for a message. */
    String shown() {
        String within = schema == null ? catalog : schema;
        return "`" + Shown.text(within == null || within.isEmpty() ? name : within + "." + name) + "`";
    }

    /**
     * Returns the table that a statement means. What is written in it has lost its quotes, so that another case may mean
     * the same table or another one.
     *
     * @param written the name in the statement, with or without a schema
     * @param schema the schema in which it is looked up first; empty if that is not known
     * @param found tables of that name in any case
     * @param fold what the database makes of a name without quotes
     * @throws NotResolvedException if that is none, or several could be meant
     */
    static Table meant(String written, String schema, List<Table> found, UnaryOperator<String> fold)
            throws NotResolvedException {
        List<Table> meant = new ArrayList<>();
        List<Table> elsewhere = new ArrayList<>();
        for (Table table : found) {
            if (table.isQualified(written)) {
                meant.add(table);
            } else if (table.name().equalsIgnoreCase(written)) {
                boolean first = schema.isEmpty() || schema.equals(table.schema()) || table.schema() == null;
                (first ? meant : elsewhere).add(table);
            }
        }
        if (meant.isEmpty()) {
            meant.addAll(elsewhere);
        }
        if (meant.size() > 1 && fold.apply(written).equals(written)) {
            meant.removeIf(table -> !written.endsWith(table.name()));
        }
        if (meant.size() != 1) {
            throw new NotResolvedException(
                    meant.isEmpty()
                            ? "Guard sees no table `" + Shown.text(written) + "`"
                            : "it could be any of "
                                    + String.join(
                                            ", ",
                                            meant.stream()
                                                    .limit(MOST_NAMED)
                                                    .map(Table::shown)
                                                    .toList())
                                    + (meant.size() > MOST_NAMED ? " and more" : ""));
        }
        return meant.get(0);
    }

    private boolean isQualified(String written) {
        return written.equalsIgnoreCase(schema + "." + name)
                || written.equalsIgnoreCase(catalog + "." + name)
                || written.equalsIgnoreCase(catalog + "." + schema + "." + name);
    }
}
