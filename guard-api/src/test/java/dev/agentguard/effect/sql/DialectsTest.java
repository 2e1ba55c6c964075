package dev.agentguard.effect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlDialect;
import dev.agentguard.annotation.Reversibility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements of every dialect, and disguises of them: none of which may make a statement look more harmless. */
class DialectsTest {

    record Case(SqlDialect dialect, Reversibility expected, String sql) {

        @Override
        public String toString() {
            return dialect + " " + sql;
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>(cases("dialects.txt"));
        cases.addAll(cases("upkeep.txt"));
        return cases;
    }

    private static List<Case> cases(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(DialectsTest.class.getResourceAsStream(file))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty() && !line.startsWith("# ")) {
                    String[] parts = line.split(" \\| ", 3);
                    cases.add(new Case(
                            SqlDialect.valueOf(parts[0]),
                            Reversibility.valueOf(parts[1]),
                            parts[2].replace("\\n", "\n")));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStatementIsWhatItsManualSays(Case expected) {
        assertThat(Readings.classOf(expected.dialect(), expected.sql())).isEqualTo(expected.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDisguiseDoesNotLowerTheClass(Case original) {
        Reversibility plain = Readings.classOf(original.dialect(), original.sql());
        List<String> disguised = new ArrayList<>();
        disguised.add("  \t\n" + original.sql() + " \n ");
        disguised.add("-- select\n" + original.sql());
        disguised.add("/* select */ " + original.sql() + "\n-- done");
        if (!original.sql().startsWith("DELIMITER")) {
            disguised.add("SELECT 1;\n" + original.sql());
        }
        disguised.add(original.sql() + "\n;\nSELECT 1");
        for (String sql : disguised) {
            assertNotLower(original.dialect(), plain, sql);
        }
    }

    @Test
    void neitherCaseNorCommentsNorSpaceNorQuotesLowerTheClass() {
        Random random = new Random(11);
        String[][] statements = {
            {"DROP", "TABLE", "guests"},
            {"DELETE", "FROM", "guests"},
            {"TRUNCATE", "TABLE", "guests"},
            {"ALTER", "TABLE", "guests", "DROP", "COLUMN", "name"},
            {"UPDATE", "guests", "SET", "name", "=", "1"},
            {"MERGE", "INTO", "guests", "USING", "u", "ON", "a", "=", "b", "WHEN", "MATCHED", "THEN", "DELETE"},
            {"WITH", "x", "AS", "(", "DELETE", "FROM", "guests", "RETURNING", "a", ")", "SELECT", "a", "FROM", "x"},
            {"EXPLAIN", "ANALYZE", "DELETE", "FROM", "guests"}
        };
        for (int run = 0; run < 4000; run++) {
            String[] words = statements[random.nextInt(statements.length)];
            SqlDialect dialect = SqlDialect.values()[random.nextInt(SqlDialect.values().length)];
            StringBuilder sql = new StringBuilder();
            for (String word : words) {
                sql.append(gap(random)).append(disguised(word, dialect, random));
            }
            assertThat(Readings.classOf(dialect, sql.toString()))
                    .as("%s: %s", dialect, sql)
                    .isEqualTo(Reversibility.IRREVERSIBLE);
        }
    }

    private static String gap(Random random) {
        String[] gaps = {" ", "\n", "\t ", "/**/", "/* x */", " -- x\n", "\r\n", "\u00a0", " /* ' */ ", "/* ; */"};
        return gaps[random.nextInt(gaps.length)];
    }

    private static String disguised(String word, SqlDialect dialect, Random random) {
        boolean name = word.equals("guests") || word.equals("name");
        if (name && random.nextInt(3) == 0) {
            return switch (dialect) {
                case MYSQL, BIGQUERY -> "`" + word + "`";
                case SQLSERVER -> "[" + word + "]";
                default -> '"' + word + '"';
            };
        }
        StringBuilder out = new StringBuilder();
        for (char c : word.toCharArray()) {
            out.append(random.nextBoolean() ? Character.toLowerCase(c) : c);
        }
        return out.toString();
    }

    @Test
    void anUnknownDialectIsNeverLowerThanAKnownOne() throws IOException {
        for (Case known : cases()) {
            boolean raw = known.sql().contains("$$")
                    || known.sql().contains("$tag$")
                    || known.sql().contains("$a$");
            if (known.expected() == Reversibility.IRREVERSIBLE && !raw) {
                assertThat(Readings.classOf(SqlDialect.UNKNOWN, known.sql()))
                        .as(known.sql())
                        .isEqualTo(Reversibility.IRREVERSIBLE);
            }
        }
    }

    @Test
    void neitherCaseNorCommentsNorSpaceHideUpkeepThatDestroys() throws IOException {
        Random random = new Random(12);
        for (Case known : cases("upkeep.txt")) {
            if (known.expected() == Reversibility.IRREVERSIBLE
                    && known.sql().indexOf('\n') < 0
                    && !known.sql().contains("--")) {
                for (int run = 0; run < 20; run++) {
                    String sql = disguised(known.sql(), random);
                    assertThat(Readings.classOf(known.dialect(), sql))
                            .as("%s: %s", known.dialect(), sql)
                            .isEqualTo(Reversibility.IRREVERSIBLE);
                }
            }
        }
    }

    /** Other letters and other space outside of literals, and behind other statements. */
    private static String disguised(String sql, Random random) {
        StringBuilder out = new StringBuilder(random.nextBoolean() ? "SELECT 1;" : "");
        char open = 0;
        for (char c : sql.toCharArray()) {
            if (open != 0 || c == '\'' || c == '"' || c == '$') {
                boolean closes = c == open;
                boolean opens = open == 0;
                open = closes ? 0 : opens ? c : open;
                out.append(c);
            } else if (c == ' ') {
                out.append(gap(random));
            } else {
                out.append(random.nextBoolean() ? Character.toLowerCase(c) : c);
            }
        }
        return out.append(random.nextBoolean() ? "; SELECT 1" : "").toString();
    }

    private static void assertNotLower(SqlDialect dialect, Reversibility plain, String sql) {
        Reversibility disguised = Readings.classOf(dialect, sql);
        assertThat(disguised.worse(plain)).as("%s: %s", dialect, sql).isEqualTo(disguised);
    }
}
