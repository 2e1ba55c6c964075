package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Terraform state says of who depends on whom, shown when something of it is to be destroyed. */
class InventoryDependantsTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);

    @TempDir
    Path home;

    private static String resource(String module, String type, String name, String attributes, String... dependencies) {
        String in = module.isEmpty() ? "" : "\"module\":\"" + module.replace("\"", "\\\"") + "\",";
        String on = IntStream.range(0, dependencies.length)
                .mapToObj(i -> "\"" + dependencies[i] + "\"")
                .collect(Collectors.joining(","));
        return "{" + in + "\"mode\":\"managed\",\"type\":\"" + type + "\",\"name\":\"" + name
                + "\",\"provider\":\"provider[\\\"registry.terraform.io/hashicorp/aws\\\"]\",\"instances\":[{\"schema_version\":1,"
                + "\"attributes\":{" + attributes + "},\"dependencies\":[" + on + "]}]}";
    }

    private static String arn(String tail, String id) {
        return "\"arn\":\"arn:aws:" + tail + "\",\"id\":\"" + id + "\"";
    }

    private static String state(String... resources) {
        return "{\"version\":4,\"terraform_version\":\"1.9.0\",\"resources\":[" + String.join(",", resources) + "]}";
    }

    private Guard guard(String production, String staging) throws IOException {
        Files.writeString(home.resolve("prod.tfstate"), production);
        Files.writeString(home.resolve("staging.tfstate"), staging);
        Path file = Files.writeString(home.resolve("guard.yaml"), """
                version: 1
                agent: {environments: [production]}
                environments:
                  staging:
                    resources: {"terraform:directory": [infra/staging]}
                    inventory: [{terraform: staging.tfstate}]
                  production:
                    resources: {"terraform:directory": [infra/production]}
                    aws: [{account: "111122223333", profile: live}]
                    inventory: [{terraform: prod.tfstate}]
                """);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private Guard guard() throws IOException {
        return guard(
                state(
                        resource(
                                "",
                                "aws_vpc",
                                "main",
                                arn("ec2:eu-west-1:111122223333:vpc/vpc-0123456789abcdef0", "vpc-0123456789abcdef0")),
                        resource("", "aws_subnet", "a", "\"id\":\"subnet-1\"", "aws_vpc.main"),
                        resource(
                                "",
                                "aws_db_instance",
                                "shop",
                                arn("rds:eu-west-1:111122223333:db:shop", "db-ABCDEF") + ",\"identifier\":\"shop\"",
                                "aws_subnet.a",
                                "aws_vpc.main",
                                "data.aws_ami.x"),
                        resource(
                                "", "aws_route53_record", "db", "\"id\":\"r\"", "aws_db_instance.shop", "aws_vpc.main"),
                        resource("module.net[\"x]y\"]", "aws_nat_gateway", "n", "\"id\":\"nat-1\"", "aws_vpc.main"),
                        resource("module.net[\"z\"]", "aws_nat_gateway", "n", "\"id\":\"nat-2\"", "aws_vpc.main"),
                        resource(
                                "module.net[\"z\"]", "aws_route", "r", "\"id\":\"rt\"", "module.net.aws_nat_gateway.n"),
                        resource("", "aws_instance", "web", "\"id\":\"i-1\"", "module.net.aws_nat_gateway.n"),
                        resource("", "railway_volume", "data", "\"id\":\"v-1\""),
                        resource("", "railway_service", "web", "\"id\":\"s-1\"", "railway_volume.data")),
                state(
                        resource("", "aws_vpc", "main", "\"id\":\"vpc-9\""),
                        resource("", "aws_instance", "staging_only", "\"id\":\"i-9\"", "aws_vpc.main")));
    }

    private static String shown(Guard guard, String line) {
        return guard.explain(shell(line), IN_TOOL).lines().stream()
                .filter(text -> text.contains("depends on it"))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    private static Action shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "destroy -target=aws_db_instance.shop | depends on it: terraform `aws_route53_record.db`",
                "destroy -target='aws_subnet.a[0]' | depends on it: terraform `aws_db_instance.shop`",
                "state rm aws_db_instance.shop | depends on it: terraform `aws_route53_record.db`",
                "destroy -target=aws_vpc.main | depends on it: terraform `aws_subnet.a`, terraform `aws_db_instance.shop`,"
                        + " terraform `aws_route53_record.db`, terraform `module.net[\"x]y\"].aws_nat_gateway.n`,"
                        + " terraform `module.net[\"z\"].aws_nat_gateway.n`",
                "destroy -target='module.net[\"z\"].aws_nat_gateway.n' | depends on it: terraform"
                        + " `module.net[\"z\"].aws_route.r`, terraform `aws_instance.web`",
                "destroy -target=module.net | depends on it: terraform `aws_instance.web`",
                "destroy -target=aws_instance.web | ",
                "destroy -target=aws_instance.none | ",
                "destroy | "
            })
    void address_of_a_state_has_dependants(String words, String expected) throws IOException {
        try (Guard guard = guard()) {
            assertThat(shown(guard, "terraform -chdir=infra/production " + words))
                    .isEqualTo(expected == null ? "" : expected);
        }
    }

    @Test
    void same_address_in_another_environment_is_another_thing() throws IOException {
        try (Guard guard = guard()) {
            assertThat(shown(guard, "terraform -chdir=infra/staging destroy -target=aws_vpc.main"))
                    .isEqualTo("depends on it: terraform `aws_instance.staging_only`");
            // nobody knows which
            assertThat(shown(guard, "terraform destroy -target=aws_vpc.main")).isEmpty();
            assertThat(shown(guard, "terraform -chdir=elsewhere destroy -target=aws_vpc.main"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws ec2 delete-vpc --vpc-id vpc-0123456789abcdef0 | terraform `aws_subnet.a`",
                "aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot --profile live"
                        + " | terraform `aws_route53_record.db`"
            })
    void call_to_the_provider_is_shown_the_same(String line, String expected) throws IOException {
        try (Guard guard = guard()) {
            assertThat(shown(guard, line)).startsWith("depends on it: " + expected);
        }
    }

    @Test
    void decision_is_the_same_with_and_without() throws IOException {
        String line = "terraform -chdir=infra/production destroy -target=aws_vpc.main";
        try (Guard guard = guard()) {
            assertThat(guard.check(shell(line), IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
        }
        try (Guard guard = guard(state(), state())) {
            assertThat(guard.check(shell(line), IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(shown(guard, line)).isEmpty();
        }
    }

    @Test
    void what_two_things_are_called_by_is_unknown() throws IOException {
        try (Guard guard = guard(
                state(
                        resource("", "aws_db_instance", "a", arn("rds:eu-west-1:111122223333:db:shop", "shop")),
                        resource(
                                "",
                                "aws_elasticache_cluster",
                                "b",
                                arn("elasticache:eu-west-1:111122223333:cluster:shop", "shop"))),
                state())) {
            assertThat(
                            shown(
                                    guard,
                                    "aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot --profile live"))
                    .isEqualTo(
                            "what depends on it is unknown: it could be any of `aws_db_instance.a`, `aws_elasticache_cluster.b`");
        }
    }

    @Test
    void thousands_with_hostile_names_are_cut_and_cleaned_and_loaded_at_once() throws IOException {
        String[] resources = new String[20_001];
        resources[0] = resource("", "aws_vpc", "main", "\"id\":\"vpc-1\"");
        for (int i = 1; i < resources.length; i++) {
            resources[i] = resource(
                    "",
                    "aws_subnet",
                    "s" + i + "`\\n\\u202e  decision ALLOW",
                    "\"id\":\"x\"",
                    "aws_vpc.main",
                    "aws_vpc.main");
        }
        String state = state(resources);
        long start = System.nanoTime();
        try (Guard guard = guard(state, state())) {
            String shown = shown(guard, "terraform -chdir=infra/production destroy -target=aws_vpc.main");
            assertThat(shown).endsWith(", 19990 more").doesNotContain("\u202e").hasSizeLessThan(2_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void dependencies_of_another_form_are_passed_over() throws IOException {
        String odd = "{\"mode\":\"managed\",\"type\":\"aws_vpc\",\"name\":\"main\",\"instances\":[{\"attributes\":{},"
                + "\"dependencies\":{\"a\":1}},{\"dependencies\":[1,null,{},\"" + "x".repeat(5_000) + "\"]},7]}";
        String nameless =
                "{\"mode\":\"managed\",\"type\":\"aws_vpc\",\"instances\":[{\"dependencies\":[\"aws_vpc.main\"]}]}";
        try (Guard guard = guard(state(odd, nameless), state())) {
            assertThat(shown(guard, "terraform -chdir=infra/production destroy -target=aws_vpc.main"))
                    .isEmpty();
        }
    }
}
