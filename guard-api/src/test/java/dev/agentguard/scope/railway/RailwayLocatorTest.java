package dev.agentguard.scope.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recovery;
import dev.agentguard.scope.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The incident, as far as scope can tell: a token of staging, and a volume that production shares. */
class RailwayLocatorTest {

    private static final Credential CREDENTIAL = Credential.of("agent-token-0123456789", "header Authorization");
    private static final CredentialStanding OF_STAGING = new CredentialStanding(
            CREDENTIAL,
            new DeclaredCredential("t", CREDENTIAL.fingerprint(), "staging", List.of(), List.of("staging"), null),
            null);

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private FakeRailway railway;
    private RailwayResolver resolver;
    private Locator locator;

    @BeforeEach
    void start() throws IOException {
        railway = Canned.account(new FakeRailway());
        Inventory inventory = new Inventory(List.of(
                new Environment("staging", false, false, false, List.of(), Map.of(), List.of("staging")),
                new Environment("production", true, false, false, List.of(), Map.of(), List.of("production"))));
        resolver = new RailwayResolver(
                railway.endpoint(),
                Secret.of("resolver-token"),
                Duration.ofMillis(1500),
                new JdkHttpTransport(),
                inventory);
        locator = new Locator(inventory, List.of(resolver), host -> host.startsWith("backboard."));
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        resolver.close();
        railway.close();
    }

    private static Effect.Builder effect(String type, String id) {
        return Effect.of("railway:volumeDelete", new Evidence("body.query 1:12", "volumeDelete"))
                .resource(type, id)
                .basis(Basis.PACK)
                .host("backboard.railway.app")
                .destroysRecovery(true);
    }

    private void hang() {
        railway.on("volumeInstances(first", (exchange, request) -> {
            try {
                testIsOver.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void shared_volume_belongs_to_both_whatever_the_token_is_declared_for() {
        Effect effect = effect("railway:volume", "v-shared").build();
        Placement placement = locator.place(effect, OF_STAGING, true);
        assertThat(placement.location())
                .isInstanceOfSatisfying(
                        Location.Proven.class,
                        proven -> assertThat(proven.environments()).isEqualTo(Set.of("production", "staging")));
        assertThat(new Recovery(List.of())
                        .assess(new Loss(effect, placement, List.of(effect), null), true, false)
                        .evidence())
                .startsWith(
                        "3 backups of `railway:volume v-shared` live on it and go with it; newest 2026-04-23T03:00Z");
    }

    @Test
    void volume_of_staging_alone_is_proven() {
        assertThat(locator.locate(effect("railway:volume", "v-staging").build(), null))
                .isInstanceOfSatisfying(
                        Location.Proven.class,
                        proven -> assertThat(proven.environments()).isEqualTo(Set.of("staging")));
    }

    @Test
    void hanging_resolver_is_unknown_within_the_limit_and_says_why() {
        hang();
        long start = System.nanoTime();
        Effect effect = effect("railway:volume", "v-staging").build();
        Placement placement = locator.place(effect, OF_STAGING, false);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(placement.location())
                .isInstanceOfSatisfying(
                        Location.Unknown.class,
                        unknown -> assertThat(unknown.because())
                                .matches("railway (did not answer in time|gave no complete answer .*)"));
        assertThat(new Recovery(List.of())
                        .assess(new Loss(effect, placement, List.of(effect), null), true, false)
                        .verdict())
                .isEqualTo(Recoverability.Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void reads_send_nothing_to_a_resolver() {
        hang();
        Effect read = Effect.of("railway:volumeInstance", new Evidence("body", "x"))
                .resource("railway:volumeInstance", "i-staging")
                .reversibility(Reversibility.READ_ONLY, "query")
                .build();
        locator.locate(read, OF_STAGING);
        locator.place(read, null, true);
        assertThat(railway.requests).isEmpty();
    }

    @Test
    void variable_of_staging_is_in_staging_although_its_service_runs_in_production_too() {
        Effect.Builder write = effect("railway:service", "s-web")
                .destroysRecovery(false)
                .reversibility(Reversibility.REVERSIBLE, "writes one variable")
                .environment("e-staging");
        assertThat(locator.locate(write.build(), null))
                .isInstanceOfSatisfying(
                        Location.Proven.class,
                        proven -> assertThat(proven.environments()).isEqualTo(Set.of("staging")));
        assertThat(locator.locate(write.environment("e-production").build(), null))
                .isInstanceOfSatisfying(
                        Location.Proven.class,
                        proven -> assertThat(proven.environments()).isEqualTo(Set.of("production")));
    }
}
