package dev.agentguard.effect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlDialect;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that nobody writes in good faith: it neither throws nor hangs, and hides nothing. */
class HostileTextTest {

    private static final String[] PIECES = {
        "'",
        "\"",
        "`",
        "[",
        "]",
        "(",
        ")",
        ";",
        "--",
        "/*",
        "*/",
        "/*!",
        "#",
        "$$",
        "$a$",
        "\\",
        "//",
        "\n",
        "GO",
        "/",
        "DELIMITER",
        "BEGIN",
        "END",
        "CASE",
        "IF",
        "THEN",
        "ELSE",
        "LOOP",
        "DO",
        "DECLARE",
        "EXECUTE",
        "IMMEDIATE",
        "PREPARE",
        "AS",
        "FROM",
        "DELETE",
        "UPDATE",
        "SET",
        "WHERE",
        "AND",
        "OR",
        "NOT",
        "=",
        ".",
        ",",
        "x",
        "1",
        "1e",
        "q'",
        "E'",
        "N'",
        "WITH",
        "SELECT",
        "INSERT",
        "INTO",
        "MERGE",
        "DROP",
        "TABLE",
        "ALTER",
        "CREATE",
        "PROCEDURE",
        "EXPLAIN",
        "ANALYZE",
        "COPY",
        "PROGRAM",
        "CALL",
        "{",
        "?",
        "@",
        ":",
        "FORMAT",
        "USING",
        "\u0000",
        "\ufeff",
        "é",
        "BETWEEN",
        "LIKE",
        "IS"
    };

    @Test
    void randomPiecesNeitherThrowNorHang() {
        Random random = new Random(5);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder sql = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                sql.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
            }
            SqlDialect dialect = SqlDialect.values()[random.nextInt(SqlDialect.values().length)];
            assertThat(Readings.effects(dialect, sql.toString()))
                    .as(sql.toString())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "((SELECT ",
                "'",
                "/*",
                "/*!",
                "$a$ $b$ ",
                "$x",
                "CASE WHEN ",
                "BEGIN ",
                "SELECT 1;",
                "DROP TABLE a;",
                "a AND ",
                "NOT ",
                "WITH x AS (DELETE FROM t) ",
                "EXECUTE 'x' ",
                "DO $$ ",
                "1 OR ",
                "[",
                "\\",
                "GO\n",
                "/\n",
                "CREATE PROCEDURE p AS ",
                "UPDATE t SET a = 1 WHERE (",
                "MERGE ",
                "DELIMITER /\n",
                "JOIN ",
                ",a",
                "-",
                "q'[",
                "EXEC(@b);",
                "SET @a='SELECT 1';EXEC(@a);",
                "dblink(",
                "JOIN x ON 1=1 "
            })
    void repeatedPiecesAreReadInTime(String piece) {
        String sql = "UPDATE t SET a = 1 WHERE b = 1 OR " + piece.repeat(200_000 / piece.length());
        for (SqlDialect dialect : SqlDialect.values()) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThat(Readings.effects(dialect, sql)).isNotEmpty());
        }
    }

    @Test
    void whatIsBeyondTheLimitsIsUnknownAndWhatIsBeforeStillCounts() {
        assertThat(Readings.classOf(SqlDialect.MYSQL, " ".repeat(2 << 20))).isEqualTo(Reversibility.UNKNOWN);
        String many = "SELECT 1;".repeat(500) + "DROP TABLE guests";
        assertThat(Readings.classOf(SqlDialect.MYSQL, many)).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(Readings.effects(SqlDialect.MYSQL, many)).hasSizeLessThan(250);
    }

    @Test
    void secretsAreNotShown() {
        String[] statements = {
            "CREATE USER app PASSWORD 'hunter2-hunter2'",
            "CREATE USER app IDENTIFIED BY 'hunter2-hunter2'",
            "ALTER LOGIN app WITH PASSWORD = 'hunter2-hunter2'",
            "SET PASSWORD FOR app = 'hunter2-hunter2'",
            "INSERT INTO t VALUES ('hunter2-hunter2')",
            "UPDATE users SET password = 'hunter2-hunter2' WHERE id = 1",
            "UPDATE users SET api_key = 'hunter2-hunter2'",
            "SELECT dblink('host=x password=hunter2-hunter2', 'DROP TABLE t')",
            "FROBNICATE 'hunter2-hunter2'"
        };
        for (SqlDialect dialect : SqlDialect.values()) {
            for (String sql : statements) {
                for (Effect effect : Readings.effects(dialect, sql)) {
                    assertThat(effect.toString()).as("%s: %s", dialect, sql).doesNotContain("hunter2");
                }
            }
        }
    }
}
