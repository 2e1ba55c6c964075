package dev.agentguard.javaagent.sql;

import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The drivers that are known. */
public final class SqlDrivers {

    private SqlDrivers() {}

    /**
     * Returns what is changed in them.
     *
     * @param instrumentation the JVM's instrumentation, which opens a driver that is a named module
     * @return one instrumentation each
     */
    public static List<TypeInstrumentation> all(Instrumentation instrumentation) {
        SqlHooks hooks = new SqlHooks();
        Internals internals = new Internals(instrumentation);
        return List.of(
                new DriverManagerInstrumentation(hooks),
                new H2Instrumentation(hooks, internals),
                new MariaDbInstrumentation(hooks, internals),
                new MySqlInstrumentation(hooks, internals),
                new PostgresInstrumentation(hooks, internals),
                new SqliteInstrumentation(hooks, internals),
                new SqlServerInstrumentation(hooks, internals));
    }
}
