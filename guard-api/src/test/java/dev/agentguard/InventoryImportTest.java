package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments that are recognised by files which exist anyway. */
class InventoryImportTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final String SECRET = "hunter2-Very-Secret-4711";

    @TempDir
    Path home;

    @BeforeEach
    void files() throws IOException {
        write("prod.tfstate", """
                {"version": 4, "serial": 7, "resources": [
                  {"mode": "managed", "type": "aws_db_instance", "name": "shop", "instances": [{"attributes": {
                    "arn": "arn:aws:rds:eu-west-1:111122223333:db:shop", "id": "shop",
                    "password": "%s", "endpoint": "shop.abc.eu-west-1.rds.amazonaws.com:5432"}}]},
                  {"mode": "managed", "type": "aws_ebs_volume", "name": "v", "instances": [{"attributes": {
                    "arn": "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0",
                    "id": "vol-0123456789abcdef0"}}]},
                  {"mode": "managed", "type": "aws_s3_bucket", "name": "b", "instances": [{"attributes": {
                    "arn": "arn:aws:s3:::shop-invoices", "id": "shop-invoices"}}]},
                  {"mode": "managed", "type": "azurerm_resource_group", "name": "g", "instances": [{"attributes": {
                    "id": "/subscriptions/s-1/resourceGroups/rg-live"}}]},
                  {"mode": "managed", "type": "heroku_app", "name": "g", "instances": [{"attributes": {
                    "id": "0b4", "name": "shop-live"}}]},
                  {"mode": "managed", "type": "google_sql_database_instance", "name": "m", "instances": [{"attributes": {
                    "ip_address": [{"ip_address": "10.1.2.3"}], "private_ip_address": "10.1.2.3"}}]},
                  {"mode": "data", "type": "aws_s3_bucket", "name": "c", "instances": [{"attributes": {
                    "arn": "arn:aws:s3:::other", "id": "other"}}]}]}
                """.formatted(SECRET));
        write("kube", """
                apiVersion: v1
                current-context: blue
                contexts:
                  - {name: blue, context: {cluster: b, user: me, namespace: shop}}
                  - {name: blue-admin, context: {cluster: b, user: admin}}
                  - {name: green, context: {cluster: g, user: me}}
                clusters:
                  - {name: b, cluster: {server: "https://10.9.9.9:6443", certificate-authority-data: AAAA}}
                  - {name: g, cluster: {server: "https://10.8.8.8:6443"}}
                users: [{name: me, user: {token: %s}}]
                """.formatted(SECRET));
        write("docker-compose.prod.yml", """
                name: shop
                x-all: &all {restart: always}
                services:
                  db:
                    <<: *all
                    image: postgres
                    environment: {POSTGRES_PASSWORD: %s}
                    ports: ["127.0.0.1:15432:5432", "80"]
                  web: {image: shop, container_name: front, ports: [{published: 18080, target: 80}]}
                volumes: {data: {}, shared: {name: everyone}}
                """.formatted(SECRET));
        write(".env.production", """
                # live
                export DATABASE_URL="postgresql://shop:%s@db.live.internal/shop?sslmode=require"
                DB_HOST=mysql.live.internal
                DB_PORT=3307
                DB_DATABASE=shop
                DB_PASSWORD=%s
                API_URL='https://api.live.internal/v1'
                CACHE_HOST=localhost
                PRIVATE_KEY="-----BEGIN
                  abc=def
                -----END"
                EMPTY=
                """.formatted(SECRET, SECRET));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(home.resolve(name), content);
    }

    private static final String GUARD = """
            version: 1
            agent: {environments: [staging]}
            environments:
              staging: {kubernetes: [{context: green}], aws: [{profile: staging}]}
              production:
                aws: [{account: "111122223333", profile: live}]
                inventory:
                  - terraform: prod.tfstate
                  - {kubeconfig: kube, context: blue}
                  - compose: docker-compose.prod.yml
                  - env: .env.production
            """;

    private GuardConfig config(String yaml) throws IOException {
        write("guard.yaml", yaml);
        return GuardConfig.load(home.resolve("guard.yaml"), true);
    }

    private String found(String line) throws IOException {
        try (Guard guard = Guard.builder().config(config(GUARD)).build()) {
            Verdict verdict = guard.check(new ProcessStart(List.of("sh", "-c", line)), IN_TOOL);
            return verdict.decision().reasons().stream()
                    .map(Reason::rule)
                    .filter(rule -> rule.startsWith("scope."))
                    .findFirst()
                    .orElse("none");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws ec2 delete-volume --volume-id vol-0123456789abcdef0",
                "aws ec2 delete-volume --volume-id vol-0123456789abcdef0 --profile staging",
                "aws s3 rb s3://shop-invoices --force",
                "aws s3 rm s3://shop-invoices/2026 --recursive --profile staging",
                "aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot --profile live",
                "psql -h shop.abc.eu-west-1.rds.amazonaws.com -d any -c 'drop table a'",
                "psql -h 10.1.2.3 -d any -c 'drop table a'",
                "az group delete --subscription s-1 --resource-group rg-live",
                "heroku pg:reset -a shop-live",
                "kubectl --context blue delete ns shop",
                "kubectl --context blue-admin delete ns shop",
                "kubectl --server https://10.9.9.9:6443 delete ns shop",
                "psql postgres://u@db.live.internal:5432/shop -c 'drop table a'",
                "psql -h db.live.internal -d shop -c 'drop table a'",
                "mysql -h mysql.live.internal -P 3307 -D shop -e 'drop table a'",
                "curl -X DELETE https://api.live.internal/v1/orders/1",
                "docker volume rm shop_data",
                "docker volume rm everyone",
                "docker rm -f front",
                "docker exec shop-db-1 rm -rf /data",
                "docker-compose -f docker-compose.prod.yml down -v",
                "psql -h 127.0.0.1 -p 15432 -d shop -c 'drop table a'"
            })
    void what_a_file_lists_belongs_to_its_environment(String line) throws IOException {
        assertThat(found(line)).isEqualTo("scope.other-environment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws s3 rb s3://other --force",
                "aws ec2 delete-volume --volume-id vol-9999999999abcdef0",
                "kubectl delete ns shop",
                "psql -h db.live.internal -d other -c 'drop table a'",
                "psql -h localhost -d shop -c 'drop table a'",
                "docker volume rm data"
            })
    void what_no_file_lists_is_nowhere(String line) throws IOException {
        assertThat(found(line)).isEqualTo("scope.unknown");
    }

    @Test
    void name_of_one_account_does_not_claim_the_same_name_of_another() throws IOException {
        assertThat(found("aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot --profile"
                        + " staging"))
                .isEqualTo("none");
        assertThat(found("kubectl --context green delete ns shop")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "'terraform: none.tfstate', 'no such file `none.tfstate`'",
        "'terraform: kube', '`kube`: expected a Terraform state of version 4, found no JSON at line 1'",
        "'kubeconfig: .env.production', 'expected a kubeconfig with `contexts` and `clusters`, found no plain YAML'",
        "'{kubeconfig: kube, context: red}', 'expected a kubeconfig with the context that is named, and its cluster'",
        "'compose: kube', 'expected a compose file with `services`, found none'",
        "'env: kube', 'expected `NAME=value` at line 1'",
        "'{env: .env, context: blue}', '`context` belongs to a `kubeconfig`'",
        "'{env: .env, compose: a.yml}', 'expected exactly one of'",
        "'{}', 'expected exactly one of'"
    })
    void mistake_is_one_message_without_content(String item, String message) {
        String entry = item.startsWith("{") ? item : "{" + item + "}";
        assertThatThrownBy(() -> config("version: 1\nenvironments: {a: {inventory: [" + entry + "]}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("guard.yaml:2:")
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void broken_and_hostile_files_fail_with_a_message_or_not_at_all() throws IOException {
        Random random = new Random(4711);
        for (String name : List.of("prod.tfstate", "kube", "docker-compose.prod.yml", ".env.production")) {
            byte[] good = Files.readAllBytes(home.resolve(name));
            for (int i = 0; i < 60; i++) {
                byte[] broken = good.clone();
                for (int k = 0; k < 1 + i % 8; k++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                int end = i % 3 == 0 ? random.nextInt(broken.length) : broken.length;
                write(name, new String(broken, 0, end, StandardCharsets.ISO_8859_1));
                try {
                    config(GUARD);
                } catch (ConfigException e) {
                    assertThat(e).hasMessageStartingWith("guard.yaml:").hasMessageNotContaining(SECRET);
                }
            }
            Files.write(home.resolve(name), good);
        }
        write("kube", "[".repeat(5_000));
        assertThatThrownBy(() -> config(GUARD)).isInstanceOf(ConfigException.class);
        write(
                "kube",
                "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ncontexts: [*d,*d,*d,*d,*d,*d,*d,*d]");
        assertThatThrownBy(() -> config(GUARD)).isInstanceOf(ConfigException.class);
    }

    @Test
    void changed_inventory_is_another_policy() throws IOException {
        String before = config(GUARD).digest();
        write("kube", Files.readString(home.resolve("kube")) + "\n# changed\n");
        assertThat(config(GUARD).digest()).isNotEqualTo(before);
    }

    @Test
    void no_secret_of_a_file_is_kept() throws IOException {
        GuardConfig config = config(GUARD);
        assertThat(config.toString() + config.environments()).doesNotContain(SECRET);
    }
}
