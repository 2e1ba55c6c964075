package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Says which registered drivers send statements that nobody judges, each once; a class that wraps another may be among them. */
final class DriverManagerInstrumentation implements TypeInstrumentation {

    /** The oldest major version of each driver whose points are known. */
    private static final Map<String, Integer> KNOWN = Map.of(
            "com.microsoft.sqlserver.jdbc.SQLServerDriver", 7,
            "com.mysql.cj.jdbc.Driver", 8,
            "com.mysql.jdbc.Driver", 8,
            "org.h2.Driver", 1,
            "org.mariadb.jdbc.Driver", 3,
            "org.postgresql.Driver", 42,
            "org.sqlite.JDBC", 3);

    /** What the JDK brings along. */
    private static final Set<String> NO_DRIVERS = Set.of("sun.jdbc.odbc.JdbcOdbcDriver");

    private static final int MOST = 100;

    private final SqlHooks hooks;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    DriverManagerInstrumentation(SqlHooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public List<Point> points() {
        return List.of(new Point(
                "java.sql.DriverManager",
                "registerDriver",
                "(Ljava/sql/Driver;Ljava/sql/DriverAction;)V",
                Register.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("sql.driver", arguments -> {
                    registered(arguments[0]);
                    return null;
                }),
                new Hook("sql.sent", arguments -> {
                    hooks.sent(arguments[0], arguments[1]);
                    return null;
                }));
    }

    private void registered(@Nullable Object registered) {
        if (!(registered instanceof Driver driver)) {
            return;
        }
        String name = driver.getClass().getName();
        Integer oldest = KNOWN.get(name);
        boolean known = oldest != null && driver.getMajorVersion() >= oldest;
        if (!known && !NO_DRIVERS.contains(name) && said.size() < MOST && said.add(name)) {
            System.err.println("guard: the JDBC driver `" + name + "` " + driver.getMajorVersion() + "."
                    + driver.getMinorVersion() + " is not guarded: what it sends by itself is not judged");
        }
    }

    /** Inlined into the method by which every driver makes itself known. */
    @SuppressWarnings("NullAway") // Runs inside the JDK's code, where nothing is declared.
    static final class Register {
        private Register() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Object driver) {
            GuardBridge.after("sql.driver", driver);
        }
    }
}
