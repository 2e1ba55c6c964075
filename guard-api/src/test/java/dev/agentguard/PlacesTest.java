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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
                aws: [{profile: staging}]
                gcp: [shop-staging]
                azure: [{subscription: staging, resource-group: "rg-staging-*"}]
                resources: {"heroku:app": [shop-staging]}
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
                aws: [{account: "111122223333", profile: live}]
                gcp: [shop-live]
                azure: [{subscription: live}]
                resources: {"heroku:app": [shop-live]}
              testing: {}
            """;

    /** Not below the temporary directory, where a session may do as it likes. */
    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "places").toAbsolutePath()), "home");
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl --context shared -n shop-staging delete pvc data",
                "kubectl delete pvc data --namespace=preview-7 --context=shared",
                "kubectl --context kind-dev delete ns shop",
                "kubectl --server https://127.0.0.1:6443 delete ns shop",
                "helm uninstall web --kube-context shared --namespace shop-staging",
                "kubectl --context kind-dev exec web-0 -- rm -rf /data",
                "kubectl --context kind-dev exec db-0 -- psql -h localhost -c 'drop table a'",
                "psql -h db.internal -d shop_staging -c 'drop table a'",
                "psql 'postgres://u:secret@db.internal/shop_staging' -c 'drop table a'",
                "PGHOST=db.internal PGDATABASE=shop_staging psql -c 'drop table a'",
                "export PGHOST=db.internal; psql -d shop_staging -c 'drop table a'",
                "env PGHOST=db.internal psql -d shop_staging -c 'drop table a'",
                "psql -h 127.0.0.1 -p 5433 shop -c 'drop table a'",
                "ssh deploy@staging.internal 'rm -rf /srv/shop'",
                "aws s3 rb s3://logs --force --profile staging",
                "gcloud sql instances delete main --project shop-staging",
                "az group delete --subscription staging -g rg-staging-1",
                "heroku pg:reset -a shop-staging"
            })
    void command_that_says_that_it_is_in_the_assigned_environment_is_asked(String line) throws IOException {
        assertThat(found(line(line))).isEqualTo("Ask none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl --context shared -n shop delete pvc data",
                "kubectl --context prod delete ns shop",
                "kubectl --context kind-dev exec web-0 -- kubectl --context prod delete ns shop",
                "kubectl --context kind-dev exec db-0 -- psql -h 10.0.0.5 -d shop -c 'drop table a'",
                "psql -h 10.0.0.5 -d shop -c 'drop table a'",
                "ssh staging.internal 'psql -h 10.0.0.5 -d shop -c \"drop table a\"'",
                "aws s3 rb s3://logs --force --profile live",
                "gcloud sql instances delete main --project shop-live",
                "az group delete --subscription live -g rg-staging-1",
                "heroku pg:reset -a shop-live",
                "heroku pg:reset -a shop-staging; heroku pg:reset -a shop-live"
            })
    void command_that_reaches_another_environment_is_denied(String line) throws IOException {
        assertThat(found(line(line))).isEqualTo("Deny scope.other-environment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubectl delete pvc data",
                "kubectl --context shared delete pvc data",
                "kubectl --context shared -n $NS delete pvc data",
                "kubectl --context labelled delete ns shop",
                "kubectl --context kind-dev --server https://10.0.0.9 delete ns shop",
                "kubectl --context kind-dev --kubeconfig /tmp/other delete ns shop",
                "KUBECONFIG=/tmp/other kubectl --context kind-dev delete ns shop",
                "export KUBECONFIG=/tmp/other; kubectl --context kind-dev delete ns shop",
                "kubectl --context kind-dev exec db-0 -- psql -h db.unheard.of -d shop -c 'drop table a'",
                "psql -d shop_staging -c 'drop table a'",
                "psql -h db.internal -c 'drop table a'",
                "PGHOST=db.internal; psql -d shop_staging -c 'drop table a'",
                "PGHOST=$H psql -d shop_staging -c 'drop table a'",
                "psql -h db.internal -p 6432 -d shop_staging -c 'drop table a'",
                "psql -h localhost -p 5432 shop -c 'drop table a'",
                "ssh unheard.internal 'rm -rf /srv/shop'",
                "docker exec db rm -rf /var/lib/postgresql",
                "aws s3 rb s3://logs --force",
                "AWS_ACCESS_KEY_ID=x aws s3 rb s3://logs --force --profile staging",
                "aws s3 rb s3://logs --force --profile staging --endpoint-url https://s3.unheard.of",
                "az group delete --subscription staging -g rg-shop",
                "aws lambda delete-function --profile staging --function-name"
                        + " arn:aws:lambda:eu-west-1:111122223333:function:bill",
                "php artisan migrate:fresh --env=testing",
                "php artisan migrate:fresh --env=staging",
                "RAILS_ENV=staging bin/rails db:drop",
                "python manage.py flush --database staging",
                "DATABASE_URL=postgres://u:p@db.internal/shop_staging npx prisma migrate reset --force"
            })
    void command_that_leaves_open_where_it_is_is_denied(String line) throws IOException {
        assertThat(found(line(line))).isEqualTo("Deny scope.unknown");
    }

    @Test
    void what_a_program_is_asked_for_only_adds_an_environment() throws IOException {
        assertThat(found(line("ssh staging.internal 'php artisan migrate:fresh'")))
                .isEqualTo("Ask none");
        assertThat(found(line("ssh staging.internal 'php artisan migrate:fresh --env=production'")))
                .isEqualTo("Deny scope.other-environment");
        assertThat(found(line(
                        "ssh staging.internal 'DATABASE_URL=postgres://u@10.0.0.5/shop npx prisma migrate reset'")))
                .isEqualTo("Deny scope.other-environment");
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.7/api/v1/namespaces/shop/persistentvolumeclaims/a, Deny scope.unknown",
        "https://127.0.0.1:6443/api/v1/namespaces/tools/persistentvolumeclaims/a, Ask none",
        "https://sqladmin.googleapis.com/v1/projects/shop-staging/instances/a, Ask none",
        "https://sqladmin.googleapis.com/v1/projects/shop-live/instances/a, Deny scope.other-environment",
        "https://management.azure.com/subscriptions/live/resourceGroups/a?api-version=1, Deny scope.other-environment"
    })
    void address_of_a_cloud_says_where_a_request_goes(String url, String expected) throws IOException {
        assertThat(found(delete(url))).isEqualTo(expected);
    }
}
