package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where actions are, by what {@code environments} declares: the flow end to end. */
class PlacesTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);

    private static final String DECLARED = """
            version: 1
            agent: {environments: [staging]}
            environments:
              staging:
                hosts: [staging.internal]
                urls: ["https://api.example.com/staging/*", "http://127.0.0.1:9000/*"]
                kubernetes:
                  - {context: shared, namespace: [shop-staging, "preview-*"]}
                  - {context: kind-dev, cluster: "https://127.0.0.1:6443"}
                  - {context: labelled, labels: {env: staging}}
                databases:
                  - jdbc:postgresql://db.internal:5432/shop_staging
                  - jdbc:postgresql://localhost:5433/shop
              production:
                protected: true
                urls: ["https://api.example.com/live/*"]
                kubernetes: [{context: shared, namespace: shop}, {context: prod}]
                databases:
                  - jdbc:postgresql://db.internal:5432/shop?currentSchema=public
                  - {host: 10.0.0.5, name: shop}
                files: [%s]
            """;

    @TempDir
    Path home;

    private Path live() {
        return home.resolve("live");
    }

    private Guard guard() throws IOException {
        Path file = home.resolve("guard.yaml");
        Files.writeString(file, DECLARED.formatted(live()));
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private String found(Action action) throws IOException {
        try (Guard guard = guard()) {
            Verdict verdict = guard.check(action, IN_TOOL);
            Decision decision = verdict.decision();
            String scope = decision.reasons().stream()
                    .map(Reason::rule)
                    .filter(rule -> rule.startsWith("scope."))
                    .findFirst()
                    .orElse("none");
            return decision.getClass().getSimpleName() + " " + scope;
        }
    }

    private static ProcessStart line(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    private static HttpCall delete(String url) {
        return new HttpCall("DELETE", url, Map.of(), Body.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/staging/orders/1, Ask none",
        "https://api.example.com/live/orders/1, Deny scope.other-environment",
        "https://api.example.com/other/orders/1, Deny scope.unknown",
        "https://api.example.com/staging/../live/orders/1, Deny scope.other-environment",
        "https://api.example.com/staging/%2e%2e/live/orders/1, Deny scope.other-environment",
        "https://api.example.com/staging/..%2Flive/orders/1, Deny scope.unknown",
        "https://api.example.com:8443/staging/orders/1, Deny scope.unknown",
        "http://api.example.com/staging/orders/1, Deny scope.unknown",
        "https://api.example.com.evil.org/staging/orders/1, Deny scope.unknown",
        "http://127.0.0.1:9000/orders/1, Ask none",
        "http://127.0.0.1:9001/orders/1, Deny scope.unknown"
    })
    void url_says_where_a_request_goes(String url, String expected) throws IOException {
        assertThat(found(delete(url))).isEqualTo(expected);
    }

    @Test
    void url_in_a_command_counts_as_well() throws IOException {
        assertThat(found(line("curl -X DELETE https://api.example.com/live/orders/1")))
                .isEqualTo("Deny scope.other-environment");
        assertThat(found(line("curl -X DELETE https://api.example.com/staging/orders/1")))
                .isEqualTo("Ask none");
    }

    private static SqlCall drop(String address, String name, String schema) {
        return new SqlCall("drop table orders", SqlDialect.POSTGRESQL, new Database(address, name, schema, "app"));
    }

    @ParameterizedTest
    @CsvSource({
        "db.internal:5432, shop_staging, public, Ask none",
        "db.internal:5432, shop, public, Deny scope.other-environment",
        "db.internal:5432, shop, audit, Deny scope.unknown",
        "10.0.0.5:5432, shop, public, Deny scope.other-environment",
        "10.0.0.6:5432, shop, public, Deny scope.unknown",
        "127.0.0.1:5433, shop, public, Ask none",
        "127.0.0.1:5432, shop, public, Deny scope.unknown",
        "staging.internal:5432, anything, public, Ask none"
    })
    void database_that_runs_a_statement_says_where_it_is(String address, String name, String schema, String expected)
            throws IOException {
        assertThat(found(drop(address, name, schema))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf %s",
                "rm -rf %s/../live/data",
                "cd %s && rm -rf data",
                "cd / ; cd .%s ; rm -rf ./data",
                "mkdir -p x && cd %s && rm -rf data",
                "(cd %s; rm -rf data)",
                "rm -rf %s/*",
                "bash -c 'cd %s && rm data/a'",
                "A=1 cd %s; rm -rf data",
                "d=%s; cd $d; rm -rf data",
                "echo x > %s/data/a",
                "cd %s; echo x > a",
                "cd \"$UNHEARD\"; rm -rf data"
            })
    void files_of_another_environment_are_not_touched(String script) throws IOException {
        Files.createDirectories(live().resolve("data"));
        Files.writeString(live().resolve("data/a"), "1");
        assertThat(found(line(script.formatted(live())))).startsWith("Deny scope.");
    }

    @Test
    void link_into_another_environment_is_followed() throws IOException {
        Files.createDirectories(live().resolve("data"));
        Path link = Files.createSymbolicLink(home.resolve("harmless"), live());
        assertThat(found(line("rm -rf " + link + "/data"))).isEqualTo("Deny scope.other-environment");
        assertThat(found(line("rm -rf " + home.resolve("other/data")))).isEqualTo("Ask none");
    }

    @Test
    void parent_of_anothers_files_is_one_of_them() throws IOException {
        Files.createDirectories(live());
        assertThat(found(line("rm -rf " + home))).isEqualTo("Deny scope.other-environment");
    }
}
