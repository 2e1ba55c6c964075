package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A catalog that says of one table at a time who refers to it, and is asked again for those whose rows go too. */
abstract class KeyCatalog implements TableCatalog {

    private static final int MOST_ASKED = 30;

    private final Deadline deadline;

    KeyCatalog(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Returns the tables with a foreign key to a table, once for each key. */
    abstract List<TableUse> referring(Table table) throws SQLException, CallFailedException;

    Deadline deadline() {
        return deadline;
    }

    @Override
    public final Uses uses(Table table, Goes goes) throws SQLException, CallFailedException {
        Set<TableUse> uses = new LinkedHashSet<>();
        Set<Table> gone = new LinkedHashSet<>(List.of(table));
        Deque<Table> ask = new ArrayDeque<>(gone);
        int asked = 0;
        while (!ask.isEmpty() && uses.size() <= MOST) {
            if (asked++ == MOST_ASKED) {
                return new Uses(
                        new ArrayList<>(uses),
                        "rows of more than " + MOST_ASKED + " tables go with it, and no more are looked up");
            }
            Table next = ask.remove();
            for (TableUse use : referring(next)) {
                if (use.table().equals(next)) {
                    continue;
                }
                uses.add(use);
                if (use.goes(goes) && gone.add(use.table())) {
                    ask.add(use.table());
                }
            }
        }
        return Uses.of(new ArrayList<>(uses));
    }
}
