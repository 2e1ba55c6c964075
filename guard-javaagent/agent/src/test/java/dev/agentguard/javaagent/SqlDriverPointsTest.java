package dev.agentguard.javaagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import dev.agentguard.javaagent.sql.SqlDrivers;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That every point is there in the oldest and the newest release of each JDBC driver, and is changed. For MySQL, MariaDB and
 * SQL Server this is all that is looked at: no server of theirs is run.
 */
class SqlDriverPointsTest {

    private static final List<TypeInstrumentation> DRIVERS = SqlDrivers.all(mock(Instrumentation.class));

    static Stream<File> jars() {
        return Arrays.stream(Objects.requireNonNull(new File("target/drivers").listFiles(), "target/drivers"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyPoint_isThere_andIsChanged(File jar) throws IOException {
        String changed = GuardedClasses.in(jar);
        assertThat(changed)
                .as("classes that call the bridge in %s", jar.getName())
                .isEqualTo(GuardedClasses.expected(jar));
    }

    /** The classes of one driver that the transformer changed. */
    private static final class GuardedClasses {

        static String expected(File jar) {
            String name = jar.getName();
            return switch (name.substring(0, name.indexOf('-'))) {
                case "h2" -> "org.h2.engine.SessionRemote org.h2.jdbc.JdbcConnection org.h2.jdbc.JdbcStatement";
                case "mariadb" -> "org.mariadb.jdbc.client.impl.StandardClient";
                case "mssql" ->
                    "com.microsoft.sqlserver.jdbc.SQLServerResultSet com.microsoft.sqlserver.jdbc.SQLServerStatement";
                case "mysql" -> "com.mysql.cj.NativeSession com.mysql.cj.jdbc.ServerPreparedStatement";
                case "postgresql" -> "org.postgresql.core.v3.QueryExecutorImpl org.postgresql.jdbc.PgConnection";
                case "sqlite" ->
                    "org.sqlite.SQLiteConnection org.sqlite.core.CorePreparedStatement org.sqlite.core.DB"
                            + " org.sqlite.core.NativeDB";
                default -> throw new IllegalArgumentException(name);
            };
        }

        static String in(File jar) throws IOException {
            boolean[] failed = new boolean[1];
            Transformer transformer = new Transformer(DRIVERS, () -> failed[0] = true);
            Set<String> changed = new TreeSet<>();
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toURI().toURL()}, null)) {
                for (String type : types()) {
                    byte[] bytes = bytes(loader, type);
                    byte[] now = bytes == null
                            ? null
                            : transformer.transform(loader, type.replace('.', '/'), null, null, bytes);
                    if (now != null
                            && new String(now, StandardCharsets.ISO_8859_1)
                                    .contains("dev/agentguard/bridge/GuardBridge")) {
                        changed.add(type);
                    }
                }
            }
            assertThat(failed[0]).as("a point is missing").isFalse();
            return String.join(" ", changed);
        }

        private static Set<String> types() {
            return DRIVERS.stream()
                    .flatMap(driver -> driver.points().stream())
                    .map(TypeInstrumentation.Point::type)
                    .filter(type -> !type.startsWith("java."))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static byte[] bytes(ClassLoader loader, String type) throws IOException {
            try (InputStream in = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
                return in == null ? null : in.readAllBytes();
            }
        }
    }
}
