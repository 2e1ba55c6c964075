package dev.agentguard.effect.sql;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {

    @Test
    void aTableOfThisConnectionIsNoLoss() {
        assertThat(Readings.classOf(SqlDialect.MYSQL, "DROP TEMPORARY TABLE IF EXISTS ids"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.MYSQL, "DROP TABLE ids")).isEqualTo(IRREVERSIBLE);
    }

    @Test
    void commandsToTheClientSqlite3_areReadByTheirLine() {
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".tables")).isEqualTo(READ_ONLY);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".backup main shop-1.db"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".once out.csv")).isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".restore 'shop.bak'")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".shell ls")).isEqualTo(UNKNOWN);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".SYSTEM rm -rf data")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".once '|rm -rf data'")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".output |tee log")).isEqualTo(UNKNOWN);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".read more.sql")).isEqualTo(UNKNOWN);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".backup a.db\nDROP TABLE guests"))
                .isIn(UNKNOWN, IRREVERSIBLE);
        assertThat(Readings.classOf(SqlDialect.SQLITE, ".backup a.db; DROP TABLE guests"))
                .isEqualTo(IRREVERSIBLE);
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void whatEveryDialectKnows(SqlDialect dialect) {
        assertThat(Readings.classOf(dialect, "SELECT name FROM guests WHERE id = 7"))
                .isEqualTo(READ_ONLY);
        assertThat(Readings.classOf(dialect, "INSERT INTO guests (name) VALUES ('x')"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(dialect, "UPDATE guests SET name = 'x' WHERE id = 7"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(dialect, "UPDATE guests SET name = 'x'")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "DELETE FROM guests WHERE id = 7")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "DROP TABLE guests")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "TRUNCATE TABLE guests")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "ALTER TABLE guests DROP COLUMN name"))
                .isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "ALTER TABLE guests DROP CONSTRAINT c"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(dialect, "GRANT SELECT, DELETE ON guests TO app"))
                .isEqualTo(REVERSIBLE);
        assertThat(Readings.classOf(dialect, "SELECT 1; DROP TABLE guests")).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.classOf(dialect, "SELECT 'DROP TABLE guests' -- DELETE FROM guests"))
                .isEqualTo(READ_ONLY);
        assertThat(Readings.classOf(dialect, "SELECT name FROM guests TABLESAMPLE SYSTEM (1)"))
                .isEqualTo(READ_ONLY);
        assertThat(Readings.classOf(dialect, "")).isEqualTo(READ_ONLY);
        assertThat(Readings.classOf(dialect, "FROBNICATE guests")).isEqualTo(UNKNOWN);
    }

    @Test
    void targetsReachAndPlaceAreRead() {
        List<Effect> effects = Readings.effects(
                SqlDialect.POSTGRESQL, "SELECT 1;\n  DROP TABLE IF EXISTS hotel.guests, \"Old Rooms\" CASCADE");
        assertThat(effects).hasSize(3);
        Effect second = effects.get(2);
        assertThat(second.operation()).isEqualTo("sql:drop-table");
        assertThat(second.resource().type()).isEqualTo("sql:table");
        assertThat(effects.get(1).resource().id()).isEqualTo("hotel.guests");
        assertThat(second.resource().id()).isEqualTo("Old Rooms");
        assertThat(second.evidence().where()).isEqualTo("sql 2:3");
        assertThat(second.kind()).isEqualTo(Kind.DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1 WHERE 1=1",
                "UPDATE t SET a = 1 WHERE TRUE",
                "UPDATE t SET a = 1 WHERE 'a' = 'a'",
                "UPDATE t SET a = 1 WHERE id = id",
                "UPDATE t SET a = 1 WHERE NOT FALSE",
                "UPDATE t SET a = 1 WHERE b IS NOT NULL OR TRUE",
                "UPDATE t SET a = 1 WHERE b IS NULL OR b IS NOT NULL",
                "UPDATE t SET a = 1 WHERE (id = 5) OR (1 < 2)",
                "UPDATE t SET a = 1 WHERE ((1)) = 1 AND 2 BETWEEN 1 AND 3",
                "UPDATE t SET a = 1 WHERE length('x') = 1",
                "UPDATE t SET a = 1 WHERE name LIKE '%'",
                "UPDATE t SET a = 1 WHERE id <> 5 OR id = 5",
                "UPDATE t SET a = 1 WHERE a IS a",
                "UPDATE t SET a = 1 WHERE id = 5 OR t.a IN (t.a, 2)",
                "UPDATE t SET a = 1 WHERE EXISTS (SELECT 1)",
                "UPDATE t SET a = 1 WHERE (SELECT 1) = 1",
                "UPDATE t SET a = (SELECT max(b) FROM u WHERE u.id = 1)"
            })
    void aConditionThatAlwaysHoldsBoundsNothing(String sql) {
        assertThat(Readings.classOf(SqlDialect.UNKNOWN, sql)).isEqualTo(IRREVERSIBLE);
        assertThat(Readings.effects(SqlDialect.POSTGRESQL, sql).get(0).reach()).isEqualTo(Reach.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1 WHERE id = 5 AND 1=1",
                "UPDATE t SET a = 1 WHERE id BETWEEN 1 AND 5",
                "UPDATE t SET a = 1 WHERE name LIKE 'x%'",
                "UPDATE t SET a = 1 WHERE a IS NULL",
                "UPDATE t SET a = 1 WHERE a IN (b, 2)",
                "UPDATE t SET a = 1 WHERE a NOT IN (a)",
                "UPDATE t SET a = 1 WHERE EXISTS (SELECT 1 FROM u)",
                "UPDATE t SET a = 1 WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id)",
                "UPDATE t SET a = 1 WHERE id IN (SELECT id FROM u WHERE b)",
                "UPDATE t SET a = 1 FROM u WHERE u.id = t.id",
                "UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END WHERE c > 3",
                "UPDATE t JOIN u ON t.id = u.id SET t.a = 1"
            })
    void aConditionThatNamesRowsBoundsThem(String sql) {
        assertThat(Readings.classOf(SqlDialect.UNKNOWN, sql)).isEqualTo(REVERSIBLE);
    }
}
