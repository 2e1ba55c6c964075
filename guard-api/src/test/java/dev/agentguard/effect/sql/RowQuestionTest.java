package dev.agentguard.effect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowQuestionTest {

    private static @Nullable RowQuestion of(String sql) {
        return RowQuestion.of(new SqlCall(sql, SqlDialect.POSTGRESQL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM orders | orders | ''",
                "DELETE FROM orders; | orders | ''",
                "DELETE FROM s.orders AS o WHERE o.id = 3 | s.orders AS o | o.id = 3",
                "delete from \"Order\" where \"Id\" in (1, 2) | \"Order\" | \"Id\" in (1, 2)",
                "UPDATE orders SET a = 1, b = now() WHERE c <> 'x' | orders | c <> 'x'",
                "UPDATE orders o SET a = (a + 1) WHERE lower(o.c) LIKE 'x%' | orders o | lower(o.c) LIKE 'x%'",
                "TRUNCATE orders | orders | ''",
                "TRUNCATE TABLE s.orders CASCADE | s.orders | ''",
                "DROP TABLE IF EXISTS orders CASCADE | orders | ''",
                "DELETE FROM orders WHERE (a = 1 OR b = 2) AND NOT (c IS NULL) | orders | (a = 1 OR b = 2) AND NOT (c IS NULL)",
            })
    void what_is_known_to_compute_only_can_be_counted(String sql, String table, String condition) {
        assertThat(of(sql)).isEqualTo(new RowQuestion(table, condition, true));
    }

    @Test
    void comments_are_left_out() {
        assertThat(of("DELETE /* all */ FROM orders -- x\n WHERE a = 1 /* ; DROP */"))
                .isEqualTo(new RowQuestion("orders", "a = 1", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders WHERE created < now()",
                "DELETE FROM orders WHERE created < CURRENT_DATE",
                "DELETE FROM orders WHERE date_trunc('day', created) = DATE '2026-01-01'",
            })
    void what_depends_on_the_clock_is_expected_and_not_counted(String sql) {
        assertThat(of(sql)).isNotNull().extracting(RowQuestion::exact).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders WHERE purge(id)",
                "DELETE FROM orders WHERE public.lower(a) = 'x'",
                "DELETE FROM orders WHERE \"lower\"(a) = 'x'",
                "DELETE FROM orders WHERE lower /**/ (a) = evil (a)",
                "DELETE FROM orders WHERE id IN (SELECT evil())",
                "DELETE FROM orders WHERE id = (DELETE FROM x RETURNING id)",
                "DELETE FROM orders WHERE random() < 0.5",
                "DELETE FROM orders WHERE id = ?",
                "DELETE FROM orders WHERE id = $1",
                "DELETE FROM orders WHERE id = :id",
                "DELETE FROM orders WHERE id = @id",
                "DELETE FROM orders WHERE a = E'\\x'",
                "DELETE FROM orders WHERE a = 'back\\slash'",
                "DELETE FROM orders WHERE a = $$x$$",
                "DELETE FROM orders WHERE a = '1'::evil",
                "DELETE FROM orders WHERE a @> b",
                "DELETE FROM orders WHERE a = 1; DROP TABLE x",
                "DELETE FROM orders WHERE a = 1 RETURNING evil(a)",
                "DELETE FROM orders WHERE a = 'open",
                "DELETE FROM orders WHERE",
                "DELETE FROM orders WHERE a = 1 LIMIT 5",
                "DELETE FROM orders USING x WHERE x.id = orders.id",
                "DELETE FROM orders, x WHERE a = 1",
                "DELETE FROM evil() WHERE a = 1",
                "DELETE FROM ONLY orders",
                "DELETE FROM orders WHERE CURRENT OF c",
                "DELETE FROM orders JOIN x",
                "DELETE FROM a.b. WHERE x = 1",
                "DELETE orders",
                "UPDATE orders SET a = x.a FROM x WHERE a = 1",
                "UPDATE orders",
                "TRUNCATE a, b",
                "DROP TABLE a, b",
                "DROP VIEW a",
                "DROP DATABASE a",
                "ANALYZE DELETE FROM orders",
                "EXPLAIN ANALYZE DELETE FROM orders",
                "WITH x AS (DELETE FROM a RETURNING 1) DELETE FROM b",
                "SELECT 1",
                "",
                ";",
            })
    void everything_else_is_not_asked(String sql) {
        assertThat(of(sql)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = SqlDialect.class,
            names = {"POSTGRESQL", "MYSQL", "H2"},
            mode = EnumSource.Mode.EXCLUDE)
    void other_dialects_are_not_asked(SqlDialect dialect) {
        assertThat(RowQuestion.of(new SqlCall("DELETE FROM orders", dialect))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders WHERE a = \"x\"",
                "DELETE FROM orders WHERE a = 1 /*!50000 OR evil() */",
                "DELETE FROM orders WHERE a = 'x\\' OR evil() OR a = 'y'",
                "DELETE FROM orders WHERE a = 1 --/**/ 1",
            })
    void marks_that_mysql_reads_by_its_settings_are_not_asked(String sql) {
        assertThat(RowQuestion.of(new SqlCall(sql, SqlDialect.MYSQL))).isNull();
    }
}
