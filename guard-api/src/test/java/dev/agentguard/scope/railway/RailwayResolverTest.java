package dev.agentguard.scope.railway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.scope.Answer;
import dev.agentguard.scope.Answer.Found;
import dev.agentguard.scope.Answer.Unresolved;
import dev.agentguard.scope.Backup;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RailwayResolverTest {

    private static final String TOKEN = "resolver-token-0123456789";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private FakeRailway railway;
    private RailwayResolver resolver;

    @BeforeEach
    void start() throws IOException {
        railway = Canned.account(new FakeRailway());
        resolver = resolver(LIMIT);
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        resolver.close();
        railway.close();
    }

    private RailwayResolver resolver(Duration limit) {
        Inventory inventory = new Inventory(List.of(
                new Environment("staging", false, false, false, List.of(), Map.of(), List.of("e-staging")),
                new Environment("production", true, false, false, List.of(), Map.of(), List.of("production")),
                new Environment("railway:trap", true, false, false, List.of(), Map.of(), List.of())));
        return new RailwayResolver(
                railway.endpoint(), Secret.of(TOKEN), limit, new JdkHttpTransport(), inventory, nanos::get);
    }

    private static Effect.Builder effect(String type, String id) {
        return Effect.of("railway:act", new Evidence("body", "act"))
                .resource(type, id)
                .reversibility(Reversibility.IRREVERSIBLE, "test");
    }

    private Answer resolve(String type, String id) {
        return resolver.resolve(effect(type, id).build(), false);
    }

    private static Set<String> environments(Answer answer) {
        assertThat(answer).isInstanceOf(Found.class);
        return ((Found) answer).environments();
    }

    private static String because(Answer answer) {
        assertThat(answer).isInstanceOf(Unresolved.class);
        assertThat(answer.toString()).doesNotContain(TOKEN);
        return ((Unresolved) answer).because();
    }

    @ParameterizedTest
    @CsvSource({
        "railway:volume, v-shared, production staging",
        "railway:volume, V-SHARED, production staging",
        "railway:volume, v-staging, staging",
        "railway:volume, v-blog, railway:main",
        "railway:volumeInstance, i-shared-p, production",
        "railway:volumeInstanceBackup, b3, staging",
        "railway:environment, e-staging, staging",
        "railway:environment, e-preview, railway:preview",
        "railway:project, p-shop, production railway:preview staging",
        "railway:service, s-web, production staging"
    })
    void id_is_found_in_every_environment_it_lives_in(String type, String id, String environments) {
        assertThat(String.join(" ", environments(resolve(type, id)))).isEqualTo(environments);
    }

    @Test
    void evidence_names_volume_project_and_environments() {
        assertThat(((Found) resolve("railway:volume", "v-shared")).evidence())
                .isEqualTo("railway: volume `shared` of the project `shop` has instances in `staging` (e-staging),"
                        + " `production` (e-production), mounted at `/data`");
    }

    @Test
    void backups_of_every_instance_are_listed_as_living_on_the_volume() {
        Found found = (Found) resolve("railway:volume", "v-shared");
        assertThat(found.backups()).extracting(Backup::id).containsExactly("b3", "b1", "b2");
        assertThat(found.backups()).allMatch(Backup::livesOnResource);
        assertThat(found.backupsUnknown()).isNull();
    }

    @Test
    void services_that_mount_the_volume_depend_on_it() {
        railway.on(
                "service(id",
                "{\"service\":{\"id\":\"s-web\",\"name\":\"web\",\"projectId\":\"p-shop\",\"deletedAt\":null}}");
        assertThat(((Found) resolve("railway:volume", "v-shared")).dependants())
                .containsExactly("service `web` in `staging`", "service `web` in `production`");
        railway.on("service(id", FakeRailway.json(500, ""));
        Found found =
                (Found) resolver.resolve(effect("railway:volume", "v-shared").build(), true);
        assertThat(found.environments()).containsExactly("production", "staging");
        assertThat(found.dependants())
                .containsExactly("service `s-web` in `staging`", "service `s-web` in `production`");
    }

    @Test
    void backups_that_cannot_be_listed_leave_the_location_known() {
        railway.on("volumeInstanceBackupList", FakeRailway.json(500, ""));
        Found found = (Found) resolve("railway:volume", "v-shared");
        assertThat(found.environments()).containsExactly("production", "staging");
        assertThat(found.backupsUnknown()).isEqualTo("railway answered with status 500");
    }

    @Test
    void backups_are_not_asked_for_where_nothing_is_lost() {
        resolver.resolve(
                effect("railway:volume", "v-shared")
                        .reversibility(Reversibility.REVERSIBLE, "")
                        .build(),
                false);
        assertThat(railway.asked("volumeInstanceBackupList")).isZero();
    }

    @Test
    void project_that_lists_the_volume_is_read_first_and_nothing_rests_on_the_list() {
        resolve("railway:volume", "v-shared");
        assertThat(railway.asked("volumeInstances(first")).isEqualTo(3);
        for (String list : List.of(
                "{\"errors\":[{\"message\":\"x\"}]}",
                "{\"data\":{\"projects\":7}}",
                "{\"data\":{\"projects\":{\"edges\":[{\"node\":{\"id\":\"p-blog\",\"volumes\":{\"edges\":"
                        + "[{\"node\":{\"id\":\"v-shared\"}}]}}}]}}}")) {
            railway.on("node { id volumes(first", FakeRailway.json(200, list));
            assertThat(environments(resolver.resolve(
                            effect("railway:volume", "v-shared").build(), true)))
                    .containsExactly("production", "staging");
        }
    }

    @Test
    void pending_deletion_stands_in_the_evidence() {
        railway.on(
                "volumeInstance(id",
                "{\"volumeInstance\":"
                        + Canned.instance("x", "x", "staging")
                                .replace("\"isPendingDeletion\":false", "\"isPendingDeletion\":true")
                                .replaceFirst("\\{", "{\"environment\":" + Canned.environment("staging") + ",")
                        + "}");
        assertThat(((Found) resolve("railway:volumeInstance", "i-x")).evidence())
                .endsWith("; a deletion is pending or done");
    }

    @Test
    void environment_named_beside_the_id_joins_by_its_id() {
        Effect.Builder effect = effect("railway:volume", "v-staging").environment("e-preview");
        assertThat(environments(resolver.resolve(effect.build(), false))).containsExactly("railway:preview", "staging");
        assertThat(because(resolver.resolve(effect.environment("e-nowhere").build(), false)))
                .isEqualTo("railway answered `Not found`");
    }

    @Test
    void environment_at_railway_cannot_take_the_name_of_a_declared_one() {
        railway.on(
                "environment(id: $e) {",
                "{\"environment\":" + Canned.environment("trap").replace("e-trap", "e-1") + "}");
        assertThat(environments(resolve("railway:environment", "e-1"))).containsExactly("railway:trap (not declared)");
    }

    @Test
    void unknown_ids_are_unresolved() {
        assertThat(because(resolve("railway:volume", "v-nowhere")))
                .isEqualTo("no volume `v-nowhere` in the 2 projects that the resolver's token sees");
        assertThat(because(resolve("railway:volumeInstance", "v-shared"))).isEqualTo("railway answered `Not found`");
        assertThat(because(resolve("railway:volumeInstanceBackup", "b9"))).startsWith("no backup `b9`");
        assertThat(because(resolve("railway:volume", " "))).startsWith("the action names no id");
        assertThat(because(resolve("railway:volume", "x".repeat(10_000)))).startsWith("the action names no id");
    }

    @Test
    void volume_on_the_second_page_of_every_level_is_found() {
        railway.on(
                "projects(workspaceId: $w, first: 100, after",
                "after",
                Map.of(
                        "",
                                "{\"projects\":"
                                        + Canned.connection(Canned.project("blog", Canned.page("")), true, "c1") + "}",
                        "c1",
                                "{\"projects\":"
                                        + Canned.page(Canned.project(
                                                "shop", Canned.connection(Canned.environment("staging"), true, "c2")))
                                        + "}"));
        railway.on(
                "project(id",
                "after",
                Map.of(
                        "c2",
                        "{\"project\":" + Canned.project("shop", Canned.page(Canned.environment("production"))) + "}"));
        railway.on("volumeInstances(first", (exchange, request) -> {
            String environment = request.path("variables").path("e").asText().substring(2);
            boolean second = request.path("variables").has("after");
            FakeRailway.json(
                            200,
                            "{\"data\":"
                                    + Canned.volumeInstances(
                                            environment,
                                            second
                                                    ? Canned.page(
                                                            Canned.instance("deep-" + environment, "deep", environment))
                                                    : Canned.connection(
                                                            Canned.instance("other", "other", environment), true, "c3"))
                                    + "}")
                    .to(exchange, request);
        });
        railway.on("volumeInstanceBackupList", "{\"volumeInstanceBackupList\":[]}");
        assertThat(environments(resolve("railway:volume", "v-deep"))).containsExactly("production", "staging");
    }

    @Test
    void failure_on_the_second_page_is_unresolved_though_the_first_held_the_volume() {
        railway.on("volumeInstances(first", (exchange, request) -> {
            boolean second = request.path("variables").has("after");
            FakeRailway.json(
                            second ? 502 : 200,
                            "{\"data\":"
                                    + Canned.volumeInstances(
                                            "staging",
                                            Canned.connection(Canned.instance("s", "s", "staging"), true, "c1"))
                                    + "}")
                    .to(exchange, request);
        });
        railway.on(
                "projects(workspaceId: $w, first: 100, after",
                "{\"projects\":" + Canned.page(Canned.project("shop", Canned.page(Canned.environment("staging"))))
                        + "}");
        assertThat(because(resolve("railway:volume", "v-s"))).isEqualTo("railway answered with status 502");
    }

    @Test
    void environment_without_access_in_the_same_project_is_unresolved() {
        railway.on(
                "projects(workspaceId: $w, first: 100, after",
                "{\"projects\":"
                        + Canned.page(Canned.project(
                                "shop",
                                Canned.page(
                                        Canned.environment("staging") + "|" + Canned.environment("production", false))))
                        + "}");
        assertThat(because(resolve("railway:volume", "v-shared")))
                .isEqualTo("the environment `production` of the project `shop` cannot be read with the resolver's token"
                        + " and may hold it too");
        assertThat(because(resolve("railway:volume", "v-nowhere"))).startsWith("the environment `production`");
    }

    @Test
    void environment_without_access_in_another_project_hides_nothing_of_this_one() {
        railway.on(
                "projects(workspaceId: $w, first: 100, after",
                "{\"projects\":"
                        + Canned.page(Canned.project("blog", Canned.page(Canned.environment("main", false))) + "|"
                                + Canned.project(
                                        "shop",
                                        Canned.page(Canned.environment("staging") + "|"
                                                + Canned.environment("production"))))
                        + "}");
        assertThat(environments(resolve("railway:volume", "v-shared"))).containsExactly("production", "staging");
    }

    @Test
    void same_cursor_for_ever_is_unresolved() {
        railway.on(
                "volumeInstances(first",
                "{\"environment\":{\"id\":\"e\",\"volumeInstances\":" + Canned.connection("", true, "again") + "}}");
        assertThat(because(resolve("railway:volume", "v-shared")))
                .startsWith("railway's pages of `volumeInstances` repeat");
    }

    @Test
    void pages_without_end_are_unresolved() {
        AtomicInteger page = new AtomicInteger();
        railway.on(
                "volumeInstances(first",
                (exchange, request) -> FakeRailway.json(
                                200,
                                "{\"data\":"
                                        + Canned.volumeInstances(
                                                "x", Canned.connection("", true, "c" + page.incrementAndGet()))
                                        + "}")
                        .to(exchange, request));
        assertThat(because(resolve("railway:volume", "v-shared")))
                .startsWith("railway's pages of `volumeInstances` repeat or do not end");
        assertThat(page.get()).isLessThanOrEqualTo(51);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"data\":{\"apiToken\":",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":{}}",
                "{\"data\":{\"apiToken\":null}}",
                "{\"data\":{\"apiToken\":{\"workspaces\":{}}}}",
                "{\"data\":{\"apiToken\":{\"workspaces\":[7]}}}",
                "{\"data\":{\"apiToken\":{\"workspaces\":[{\"id\":7}]}}}",
                "{\"data\":{\"apiToken\":{\"workspaces\":[]}},\"data\":{}}",
                "{\"data\":{\"apiToken\":{\"workspaces\":[]}}} trailing",
                "<html>hello</html>"
            })
    void answer_that_is_none_is_unresolved(String body) {
        railway.on("apiToken", FakeRailway.json(200, body));
        assertThat(because(resolve("railway:volume", "v-shared"))).startsWith("railway answered");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 429, 500, 503})
    void status_other_than_200_is_unresolved(int status) {
        railway.on("apiToken", FakeRailway.json(status, "{\"data\":{\"apiToken\":{\"workspaces\":[]}}}"));
        assertThat(because(resolve("railway:volume", "v-shared"))).isEqualTo("railway answered with status " + status);
        assertThat(railway.asked("apiToken")).isEqualTo(status >= 500 ? 2 : 1);
    }

    @Test
    void one_failure_that_passes_is_retried() {
        AtomicInteger requests = new AtomicInteger();
        railway.on(
                "apiToken",
                (exchange, request) -> FakeRailway.json(
                                requests.incrementAndGet() == 1 ? 503 : 200,
                                "{\"data\":{\"apiToken\":{\"workspaces\":[{\"id\":\"w1\",\"name\":\"n\"}]}}}")
                        .to(exchange, request));
        assertThat(environments(resolve("railway:volume", "v-shared"))).containsExactly("production", "staging");
    }

    @Test
    void token_that_is_no_api_token_is_asked_for_its_account() {
        railway.on("apiToken", FakeRailway.json(200, "{\"errors\":[{\"message\":\"Not Authorized\"}]}"));
        railway.on("query { me {", "{\"me\":{\"workspaces\":[{\"id\":\"w1\",\"name\":\"one\"}]}}");
        assertThat(environments(resolve("railway:volume", "v-blog"))).containsExactly("railway:main");
    }

    @Test
    void errors_beside_data_are_unresolved_and_never_show_the_token() {
        railway.on(
                "volumeInstances(first",
                FakeRailway.json(
                        200,
                        "{\"data\":"
                                + Canned.volumeInstances("main", Canned.page(""))
                                + ",\"errors\":[{\"message\":\"bad `token` "
                                + TOKEN + "\\nallow\"}]}"));
        assertThat(because(resolve("railway:volume", "v-shared")))
                .isEqualTo("railway answered `bad  token  (secret) allow`");
    }

    @Test
    void instance_of_another_environment_than_asked_is_unresolved() {
        railway.on(
                "volumeInstances(first",
                "{\"environment\":{\"id\":\"e\",\"volumeInstances\":"
                        + Canned.page(Canned.instance("x", "shared", "elsewhere")) + "}}");
        assertThat(because(resolve("railway:volume", "v-shared"))).contains("another environment");
    }

    @Test
    void server_that_hangs_is_unresolved_within_the_limit() {
        railway.on("volumeInstances(first", (exchange, request) -> await());
        resolver.close();
        resolver = resolver(Duration.ofMillis(800));
        long start = System.nanoTime();
        assertThat(because(resolve("railway:volume", "v-shared"))).startsWith("railway");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void server_that_trickles_is_unresolved_within_the_limit() {
        railway.on("apiToken", (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            while (testIsOver.getCount() > 0) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        resolver.close();
        resolver = resolver(Duration.ofMillis(800));
        long start = System.nanoTime();
        assertThat(because(resolve("railway:volume", "v-shared"))).startsWith("railway");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void answer_of_a_hundred_megabytes_is_not_read() {
        AtomicLong sent = new AtomicLong();
        railway.on("apiToken", (exchange, request) -> {
            exchange.sendResponseHeaders(200, 100L << 20);
            byte[] chunk = new byte[1 << 16];
            for (int i = 0; i < 1600; i++) {
                exchange.getResponseBody().write(chunk);
                sent.addAndGet(chunk.length);
            }
        });
        assertThat(because(resolve("railway:volume", "v-shared")))
                .isEqualTo("railway answered more than 4194304 bytes");
        assertThat(sent.get()).isLessThan(50L << 20);
    }

    @Test
    void nobody_listening_is_unresolved() {
        railway.close();
        assertThat(because(resolve("railway:volume", "v-shared"))).startsWith("railway could not be reached");
    }

    @Test
    void repeated_failures_pause_the_resolver() {
        railway.on("apiToken", FakeRailway.json(500, ""));
        for (int i = 0; i < 4; i++) {
            resolve("railway:volume", "v-shared");
        }
        int asked = railway.asked("apiToken");
        assertThat(because(resolve("railway:volume", "v-shared")))
                .isEqualTo("railway is paused after repeated failures; try again later");
        assertThat(railway.asked("apiToken")).isEqualTo(asked);
    }

    @Test
    void unknown_ids_do_not_pause_the_resolver() {
        for (int i = 0; i < 10; i++) {
            resolve("railway:volume", "v-nowhere" + i);
        }
        assertThat(environments(resolve("railway:volume", "v-shared"))).containsExactly("production", "staging");
    }

    @Test
    void answer_is_kept_for_a_while_and_read_again_when_it_must_be_fresh() {
        Effect effect = effect("railway:volume", "v-shared").build();
        resolver.resolve(effect, false);
        resolver.resolve(effect, false);
        assertThat(railway.asked("apiToken")).isEqualTo(1);
        resolver.resolve(effect, true);
        assertThat(railway.asked("apiToken")).isEqualTo(2);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        resolver.resolve(effect, false);
        assertThat(railway.asked("apiToken")).isEqualTo(3);
    }

    @Test
    void fresh_answer_that_fails_forgets_the_kept_one() {
        Effect effect = effect("railway:volume", "v-shared").build();
        resolver.resolve(effect, false);
        railway.on("apiToken", FakeRailway.json(401, ""));
        because(resolver.resolve(effect, true));
        because(resolver.resolve(effect, false));
    }

    @Test
    void token_is_sent_as_bearer_and_shown_nowhere() {
        resolve("railway:volume", "v-shared");
        assertThat(railway.authorizations).isNotEmpty().allMatch(("Bearer " + TOKEN)::equals);
        assertThat(railway.requests.toString()).doesNotContain(TOKEN).doesNotContain("mutation");
        assertThat(resolver.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://backboard.railway.com/graphql/v2",
                "http://127.0.0.1.evil.org/",
                "file:///etc/passwd",
                "x"
            })
    void endpoint_that_would_show_the_token_is_refused(String endpoint) {
        assertThatThrownBy(() -> new RailwayResolver(
                        URI.create(endpoint),
                        Secret.of(TOKEN),
                        LIMIT,
                        new JdkHttpTransport(),
                        new Inventory(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void responsible_for_ids_of_its_types_only() {
        assertThat(resolver.responsibleFor(effect("railway:volume", "x").build()))
                .isTrue();
        assertThat(resolver.responsibleFor(effect("railway:volume", null).build()))
                .isFalse();
        assertThat(resolver.responsibleFor(effect("railway:customDomain", "x").build()))
                .isFalse();
    }

    private void await() {
        try {
            testIsOver.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            testIsOver.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
