package dev.agentguard.rules.prose;

import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;

/** The statement is about this table, in whatever schema. */
record OnTable(String table) implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        String id = input.effect().resource().id();
        if (id == null) {
            return Certainty.PERHAPS;
        }
        String name = id.toLowerCase(Locale.ROOT);
        return Certainty.of(name.equals(table) || name.endsWith("." + table));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "sql DROP TABLE " + table,
                "sql DELETE FROM " + table + " WHERE id = 1",
                "sql UPDATE " + table + " SET x = 1 WHERE id = 1",
                "sql INSERT INTO " + table + " (x) VALUES (1)",
                "sql ALTER TABLE " + table + " ADD COLUMN x int",
                "sql SELECT * FROM " + table);
    }

    @Override
    public String toString() {
        return "table " + table;
    }
}
