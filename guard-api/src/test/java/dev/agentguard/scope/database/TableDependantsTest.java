package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.scope.Dependants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 and SQLite, as their connections name themselves. */
class TableDependantsTest {

    private static final SqlReader READER = new SqlReader(Limits.DEFAULT);
    private static final String[] TABLES = {
        "CREATE TABLE orders (id INT PRIMARY KEY, code INT UNIQUE)",
        "CREATE TABLE items (id INT PRIMARY KEY, o INT REFERENCES orders(id) ON DELETE CASCADE)",
        "CREATE TABLE notes (i INT REFERENCES items(id) ON DELETE SET NULL)",
        "CREATE TABLE codes (c INT REFERENCES orders(code))",
        "CREATE TABLE \"odd_name\" (id INT PRIMARY KEY)",
        "CREATE TABLE \"odd`\n name\" (id INT PRIMARY KEY REFERENCES \"odd_name\"(id))",
        "CREATE TABLE \"oddXname\" (id INT PRIMARY KEY)",
        "CREATE TABLE of_x (id INT PRIMARY KEY REFERENCES \"oddXname\"(id))"
    };

    @TempDir
    Path directory;

    private Connection applications;
    private TableDependants finder;

    @AfterEach
    void close() throws SQLException {
        if (finder != null) {
            finder.close();
        }
        if (applications != null) {
            applications.close();
        }
    }

    private void open(String url) throws SQLException {
        applications = DriverManager.getConnection(url);
        run(TABLES);
        finder = new TableDependants(List.of(new DatabaseAccess(url, null, null, Duration.ofSeconds(20), List.of(""))));
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = applications.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Dependants of(String sql) {
        SqlCall call = EffectiveDatabase.call(applications, sql);
        Dependants all = Dependants.NONE;
        for (Effect effect : READER.read(call)) {
            assertThat(finder.responsibleFor(effect)).isTrue();
            all = all.and(finder.find(effect, new dev.agentguard.scope.Location.Undeclared("")));
        }
        return all;
    }

    private void openH2() throws SQLException {
        open("jdbc:h2:mem:" + directory.getFileName());
    }

    private void openSqlite() throws SQLException {
        open("jdbc:sqlite:" + directory.resolve("shop.db"));
    }

    @Test
    void keys_of_h2_and_what_they_say() throws SQLException {
        openH2();
        assertThat(of("DELETE FROM orders WHERE id = 1").named())
                .containsExactlyInAnyOrder(
                        "rows of table `PUBLIC.ITEMS` (foreign key, on delete cascade)",
                        "table `PUBLIC.CODES` (foreign key, on delete restrict)",
                        "table `PUBLIC.NOTES` (foreign key, on delete set null)");
        assertThat(of("DROP TABLE Public.Orders").named())
                .containsExactlyInAnyOrder(
                        "table `PUBLIC.ITEMS` (foreign key, on delete cascade)",
                        "table `PUBLIC.CODES` (foreign key, on delete restrict)");
        // _ is a letter, not any letter
        assertThat(of("DROP TABLE \"odd_name\"").named())
                .containsExactly("table `PUBLIC.odd   name` (foreign key, on delete restrict)");
    }

    @Test
    void keys_of_sqlite_and_what_they_say() throws SQLException {
        openSqlite();
        assertThat(of("DELETE FROM orders WHERE id = 1"))
                .isEqualTo(new Dependants(
                        List.of(
                                "table `main.codes` (foreign key, on delete no action)",
                                "rows of table `main.items` (foreign key, on delete cascade)",
                                "table `main.notes` (foreign key, on delete set null)"),
                        null));
        assertThat(of("DROP TABLE main.ITEMS").named())
                .containsExactly("table `main.notes` (foreign key, on delete set null)");
        assertThat(of("DROP TABLE \"odd_name\"").named())
                .containsExactly("table `main.odd   name` (foreign key, on delete no action)");
    }

    @Test
    void sqlite_is_opened_for_reading_and_never_made() throws Exception {
        openSqlite();
        byte[] before = Files.readAllBytes(directory.resolve("shop.db"));
        of("DELETE FROM orders");
        assertThat(Files.readAllBytes(directory.resolve("shop.db"))).isEqualTo(before);
        Path none = directory.resolve("none.db");
        finder.close();
        finder = new TableDependants(
                List.of(new DatabaseAccess("jdbc:sqlite:" + none, null, null, Duration.ofSeconds(5), List.of(""))));
        assertThat(of("DELETE FROM orders").unknown()).startsWith("the database could not be asked: ");
        assertThat(none).doesNotExist();
    }

    @Test
    void statement_of_another_file_is_not_answered_from_this_one() throws SQLException {
        openSqlite();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("other.db"))) {
            for (Effect effect : READER.read(EffectiveDatabase.call(other, "DROP TABLE orders"))) {
                assertThat(finder.find(effect, new dev.agentguard.scope.Location.Undeclared(""))
                                .unknown())
                        .startsWith("Guard reads the database `" + directory.resolve("shop.db"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DROP TABLE nothing", "DELETE FROM \"x%\"", "TRUNCATE TABLE other.orders", "DROP TABLE a.b.c.d"})
    void table_that_is_not_there_is_unknown(String sql) throws SQLException {
        openH2();
        assertThat(of(sql).unknown()).startsWith("Guard sees no table `");
    }

    @Test
    void tables_that_only_case_tells_apart() throws SQLException {
        openH2();
        run("CREATE TABLE \"orders\" (id INT PRIMARY KEY)");
        assertThat(of("DROP TABLE ORDERS").named()).hasSize(2);
        assertThat(of("DROP TABLE orders").unknown()).startsWith("it could be any of ");
    }

    @Test
    void rows_of_very_many_tables_are_not_followed_to_the_end() throws SQLException {
        openH2();
        run("CREATE TABLE t0 (id INT PRIMARY KEY)");
        for (int i = 1; i < 40; i++) {
            run("CREATE TABLE t" + i + " (id INT PRIMARY KEY REFERENCES t" + (i - 1) + "(id) ON DELETE CASCADE)");
        }
        Dependants dependants = of("DELETE FROM t0");
        assertThat(dependants.unknown()).contains("rows of more than 30 tables go with it");
        assertThat(dependants.named()).hasSize(11);
    }

    @Test
    void what_was_found_is_kept_for_a_moment() throws SQLException {
        openH2();
        Dependants before = of("DROP TABLE items");
        run("DROP TABLE notes");
        assertThat(of("DROP TABLE items")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"db.internal:5432, true", "DB.internal, true", "db.internal:5433, false", "'', false"})
    void server_is_known_by_its_address(String address, boolean known) {
        DatabaseAccess access = new DatabaseAccess(
                "jdbc:postgresql://db.internal/app", null, null, Duration.ofSeconds(1), List.of("db.internal:5432"));
        assertThat(Connections.reading(List.of(access), address, "app") != null).isEqualTo(known);
    }

    @Test
    void action_that_leaves_open_which_server_it_goes_to_is_not_about_this_process() throws SQLException {
        openH2();
        String name = String.valueOf(EffectiveDatabase.of(applications).name());
        for (List<Place> places : List.of(
                List.of(new Place(Place.DATABASE_HOST, null), new Place(Place.DATABASE_NAME, name)),
                List.of(
                        new Place(Place.DATABASE_HOST, "a:1"),
                        new Place(Place.DATABASE_HOST, "b:2"),
                        new Place(Place.DATABASE_NAME, name)),
                List.of(new Place(Place.DATABASE_NAME, "shop")))) {
            Effect effect = READER.read(EffectiveDatabase.call(applications, "DROP TABLE orders")).get(0).toBuilder()
                    .places(places)
                    .build();
            assertThat(finder.responsibleFor(effect)).isFalse();
        }
    }

    @Test
    void database_that_is_unknown_or_one_of_several_is_not_asked() throws SQLException {
        openH2();
        for (Database database : List.of(Database.unknown("x"), new Database("", "", "", ""))) {
            for (Effect effect :
                    READER.read(new SqlCall("DROP TABLE orders", dev.agentguard.action.SqlDialect.H2, database))) {
                assertThat(finder.responsibleFor(effect)).isFalse();
            }
        }
    }
}
