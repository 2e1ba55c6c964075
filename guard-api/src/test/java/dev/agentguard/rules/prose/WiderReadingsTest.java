package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.RuleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sentence forbids shows in a text, in a script or in another form of what it names. */
class WiderReadingsTest {

    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Do not run migrations. | psql -f db/migrate/7_rates.sql | psql -f reports/rates.sql",
                "Do not run migrations. | mysql shop < migrations/7.sql | mysql shop < seeds/7.sql",
                "Do not run migrations. | cat migrations/7.sql > out.txt; sqlite3 a.db < migrations/7.sql | cat migrations/7.sql",
                "Never use `awk` with write. | gawk -i inplace '{print}' a.txt | awk '{print}' a.txt",
                "Do not use `sed` with redirection. | sed s/a/b/ x > y | sed -n 1p x",
                "Never commit secrets. | git commit -m 'key is {T}' | git commit -m 'rotate the key'",
                "Do not include credentials. | gh pr comment 7 --body 'use {T}' | gh pr comment 7 --body 'use the new one'",
            })
    void whatIsForbidden_isStoppedInOtherForms(String sentence, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(RuleCases.stops(book, held.replace("{T}", TOKEN))).as(held).isTrue();
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Never write migrations that drop columns. | remove_column :carts, :note | add_column :carts, :note",
                "Do not create migrations that delete data. | Cart.destroy_all | Cart.count",
                "Don't write migrations that truncate anything. | execute 'TRUNCATE carts' | execute 'ANALYZE carts'"
            })
    void migrationsThat_areReadByWhatTheySay(String sentence, String forbidden, String other) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(RuleCases.stops(book, write("db/migrate/7_x.rb", forbidden))).isTrue();
        assertThat(RuleCases.stops(book, write("db/migrate/7_x.rb", other))).isFalse();
        assertThat(RuleCases.stops(book, write("app/models/x.rb", forbidden))).isFalse();
        assertThat(RuleCases.stops(book, "cp /tmp/x.rb db/migrate/7_x.rb"))
                .as("unseen")
                .isTrue();
        assertThat(RuleCases.stops(book, "rails generate migration AddNote")).isFalse();
    }

    @Test
    void migrationsSomewhere_areChangesOfTheSchemaThere() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never run migrations in production.");
        String alter = "ALTER TABLE fares ADD COLUMN note text";

        assertThat(RuleCases.stops(book, Map.of("kind", "sql", "statement", alter, "environment", "production")))
                .isTrue();
        assertThat(RuleCases.stops(book, Map.of("kind", "sql", "statement", alter, "environment", "test")))
                .isFalse();
        assertThat(RuleCases.stops(book, Map.of("kind", "sql", "statement", alter)))
                .as("nobody knows where")
                .isFalse();
    }

    @Test
    void whatIsPreferred_isNotWhatIsAskedAbout() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Confirm before destructive actions. Use gio instead of rm.");
        RuleBook plain = RuleCases.PROSE.read("AGENTS.md", "Never run rm. Prefer trash over rm.");

        assertThat(RuleCases.stops(book, "rm a.txt")).isTrue();
        assertThat(RuleCases.stops(book, "trash a.txt && rm -rf /data")).isTrue();
        assertThat(RuleCases.stops(book, "dropdb shop")).isTrue();
        assertThat(RuleCases.stops(plain, "rm a.txt"))
                .as("the preferred one loosens nothing else")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Never book or purchase anything without the owner's approval.", "Do not order without asking."})
    void whatIsBought_isOrderedByARequestToo(String sentence) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);
        Map<String, Object> order = Map.of(
                "kind", "http", "method", "POST", "url", "https://api.example.com/v1/orders", "body", "{\"sku\":1}");
        Map<String, Object> look = Map.of("kind", "http", "method", "GET", "url", "https://api.example.com/v1/orders");

        assertThat(RuleCases.stops(book, order)).isTrue();
        assertThat(RuleCases.stops(book, look)).isFalse();
    }

    @Test
    void ordinaryWords_areNoTokens() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Never commit credentials.");

        for (String message :
                List.of("sk-learn-pipelines-for-all", "Asia and the Pacific", "eyJ", "npm_run_build_everywhere")) {
            assertThat(RuleCases.stops(book, "git commit -m '" + message + "'"))
                    .as(message)
                    .isFalse();
        }
    }

    private static Map<String, Object> write(String path, String content) {
        return Map.of("kind", "tools", "tool", "write_file", "args", Map.of("path", path, "content", content));
    }
}
