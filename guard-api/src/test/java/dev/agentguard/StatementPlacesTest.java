package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that name another schema or database than the one that their connection is in. */
class StatementPlacesTest {

    private static final CallContext APPLICATION = new CallContext("application", Origin.WIRE);

    @TempDir
    private Path directory;

    private Guard guard;

    @BeforeEach
    void build() throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), """
                version: 1
                agent: {environments: [staging]}
                environments:
                  staging: {databases: [{host: "db:1", name: shop, schema: public}, {host: "db:1", name: test}]}
                  production: {protected: true, databases: [{host: "db:1", name: shop, schema: live}, {host: "db:1", name: prod}]}
                application: {databases: [{host: "db:1", name: shop, schema: public}, {host: "db:1", name: test}]}
                store: store
                """);
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    @AfterEach
    void close() {
        guard.close();
    }

    private Decision decision(String sql, SqlDialect dialect, String name, String schema) {
        SqlCall call = new SqlCall(sql, dialect, new Database("db:1", name, schema, "app"));
        return guard.explain(call, APPLICATION).decision();
    }

    @Test
    void schema_in_the_tables_name_counts_beside_the_connections() {
        for (SqlDialect dialect : new SqlDialect[] {SqlDialect.POSTGRESQL, SqlDialect.H2, SqlDialect.ORACLE}) {
            assertThat(decision("UPDATE orders SET a = 1 WHERE id = 1", dialect, "shop", "public"))
                    .isInstanceOf(Decision.Allow.class);
            assertThat(decision("UPDATE public.orders SET a = 1 WHERE id = 1", dialect, "shop", "public"))
                    .isInstanceOf(Decision.Allow.class);
            for (String sql : new String[] {
                "UPDATE live.orders SET a = 1 WHERE id = 1",
                "DELETE FROM live.orders WHERE id = 1",
                "INSERT INTO live.orders VALUES (1)",
                "DROP SCHEMA live CASCADE",
                "DROP INDEX live.orders_a",
            }) {
                assertThat(decision(sql, dialect, "shop", "public")).as(sql).isInstanceOf(Decision.Deny.class);
            }
        }
    }

    @Test
    void database_in_the_name_counts_too() {
        assertThat(decision("DELETE FROM prod.dbo.orders WHERE id = 1", SqlDialect.SQLSERVER, "test", "dbo"))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("DELETE FROM dbo.orders WHERE id = 1", SqlDialect.SQLSERVER, "test", "dbo"))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decision("DELETE FROM prod.orders WHERE id = 1", SqlDialect.MYSQL, "test", ""))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("DELETE FROM orders WHERE id = 1", SqlDialect.MYSQL, "test", ""))
                .isInstanceOf(Decision.Allow.class);
        for (SqlDialect dialect : new SqlDialect[] {SqlDialect.MYSQL, SqlDialect.POSTGRESQL, SqlDialect.SQLSERVER}) {
            assertThat(decision("DROP DATABASE prod", dialect, "test", "public"))
                    .isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    void refusal_in_one_schema_is_none_in_another() {
        String sql = "UPDATE orders SET a = 1 WHERE id = 1";
        for (String schema : new String[] {"live", "public", "live"}) {
            Database database = new Database("db:1", "shop", schema, "app");
            Verdict verdict = guard.check(new SqlCall(sql, SqlDialect.POSTGRESQL, database), APPLICATION);
            assertThat(verdict.proceeds()).as(verdict.message()).isEqualTo(schema.equals("public"));
        }
    }
}
