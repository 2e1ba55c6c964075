package dev.agentguard.javaagent.tests;

import java.util.List;

/** SQLite in the application's own process. */
class SqliteTest extends SqlContract {

    @Override
    String driver() {
        return "sqlite";
    }

    @Override
    List<String> connection(String name) {
        return List.of("jdbc:sqlite:" + directory.resolve(name + ".db"));
    }

    /** The driver makes an exception of its own of what a statement of a batch throws. */
    @Override
    boolean batchesHaveTheState() {
        return false;
    }

    @Override
    List<String[]> alsoRefused() {
        return List.of(
                new String[] {"update", "SELECT 1; DROP TABLE orders"},
                new String[] {"execute", "restore from no-such-file.db"},
                new String[] {"update", "restore from no-such-file.db"},
                new String[] {"execute", "WITH x AS (SELECT 1) DELETE FROM orders"},
                new String[] {"update", "BEGIN; DELETE FROM orders; COMMIT"});
    }
}
