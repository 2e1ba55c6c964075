package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.Resource;
import dev.agentguard.scope.Location.Proven;
import dev.agentguard.scope.Location.Undeclared;
import dev.agentguard.scope.Location.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocatorTest {

    private static final String CONTROL_PLANE = "backboard.railway.app";
    private static final String VOLUME = "3d2c42fb-0000-4000-8000-000000000001";
    private static final String SHARED = "3d2c42fb-0000-4000-8000-000000000002";
    private static final String STAGING_ID = "aaaaaaaa-0000-4000-8000-000000000001";

    private final Inventory inventory = new Inventory(List.of(
            environment(
                    "staging",
                    List.of("staging.example.com", "*.staging.example.com", "127.0.0.1:8443", "both.example.com"),
                    Map.of("railway:volume", List.of(VOLUME, SHARED), "file:bucket", List.of("Logs")),
                    List.of(STAGING_ID, "staging")),
            environment(
                    "production",
                    List.of("prod.example.com:443", "both.example.com", "localhost"),
                    Map.of("railway:volume", List.of(SHARED)),
                    List.of("production"))));

    private static Environment environment(
            String name, List<String> hosts, Map<String, List<String>> resources, List<String> railway) {
        return new Environment(name, false, false, false, hosts, resources, railway);
    }

    private static Effect.Builder effect(String type, @Nullable String id) {
        return Effect.of("x:act", new Evidence("body", "act"))
                .resource(type, id)
                .reversibility(Reversibility.IRREVERSIBLE, "test");
    }

    private static Effect.Builder at(String host) {
        return effect("http:path", "/orders").host(host);
    }

    private static CredentialStanding declaredFor(String... environments) {
        Credential credential = Credential.of("secret-secret-secret", "header Authorization");
        return new CredentialStanding(
                credential,
                new DeclaredCredential("d", credential.fingerprint(), "p", List.of(), List.of(environments), null),
                null);
    }

    private Location locate(Effect.Builder effect, Resolver... resolvers) {
        return locate(effect, null, resolvers);
    }

    private Location locate(Effect.Builder effect, @Nullable CredentialStanding credential, Resolver... resolvers) {
        return new Locator(inventory, List.of(resolvers), CONTROL_PLANE::equals).locate(effect.build(), credential);
    }

    private static Set<String> environments(Location location) {
        assertThat(location).isInstanceOf(Proven.class);
        return ((Proven) location).environments();
    }

    /** Answers for volumes. */
    private static final class Volumes implements Resolver {
        private final Answer answer;
        private int asked;
        private boolean fresh;

        Volumes(Answer answer) {
            this.answer = answer;
        }

        static Volumes in(String... environments) {
            return new Volumes(new Answer.Found(Set.of(environments), "resolved", List.of(), null));
        }

        @Override
        public boolean responsibleFor(Effect effect) {
            return effect.resource().type().equals("railway:volume");
        }

        @Override
        public Answer resolve(Effect effect, boolean mustBeFresh) {
            asked++;
            fresh = mustBeFresh;
            return answer;
        }

        @Override
        public void close() {}
    }

    @Test
    void id_declared_by_one_environment_proves_it() {
        assertThat(environments(locate(effect("railway:volume", VOLUME)))).containsExactly("staging");
    }

    @Test
    void id_in_capitals_is_the_same_uuid_but_other_ids_keep_their_case() {
        assertThat(environments(locate(effect("railway:volume", VOLUME.toUpperCase(Locale.ROOT)))))
                .containsExactly("staging");
        assertThat(environments(locate(effect("file:bucket", "Logs")))).containsExactly("staging");
        assertThat(locate(effect("file:bucket", "logs"))).isInstanceOf(Undeclared.class);
    }

    @Test
    void id_declared_by_several_environments_belongs_to_all() {
        assertThat(environments(locate(effect("railway:volume", SHARED)))).containsExactly("production", "staging");
    }

    @Test
    void id_of_another_type_is_another_resource() {
        assertThat(locate(effect("other:volume", VOLUME))).isInstanceOf(Undeclared.class);
    }

    @Test
    void id_and_host_of_different_environments_belong_to_both() {
        assertThat(environments(locate(effect("railway:volume", VOLUME).host("prod.example.com:443"))))
                .containsExactly("production", "staging");
    }

    @ParameterizedTest
    @CsvSource({
        "staging.example.com,staging",
        "STAGING.example.com.,staging",
        "staging.example.com:8080,staging",
        "a.b.staging.example.com,staging",
        "127.0.0.1:8443,staging",
        "127.0.0.1:08443,staging",
        "prod.example.com,production",
        "prod.example.com:443,production"
    })
    void host_declared_by_one_environment_proves_it(String host, String environment) {
        assertThat(environments(locate(at(host)))).containsExactly(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xstaging.example.com",
                ".staging.example.com",
                "staging.example.com.evil.org",
                "staging.example.com@evil.org",
                "evil.org/staging.example.com",
                "prod.example.com:8443",
                "127.0.0.1",
                "127.0.0.1:9999",
                "localhost",
                "localhost:8443",
                "[::1]:8443",
                ""
            })
    void host_that_no_environment_declares_is_undeclared(String host) {
        assertThat(locate(at(host))).isInstanceOf(Undeclared.class);
    }

    @Test
    void host_that_two_environments_declare_proves_nothing() {
        assertThat(locate(at("both.example.com")))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.because())
                                .isEqualTo(
                                        "the host `both.example.com` is declared in [production, staging] and proves none of"
                                                + " them"));
    }

    @Test
    void control_plane_without_better_knowledge_is_unknown() {
        assertThat(locate(effect("railway:customDomain", "d1").host(CONTROL_PLANE)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void credential_declared_for_one_environment_proves_it() {
        Effect.Builder domain = effect("railway:customDomain", "d1").host(CONTROL_PLANE);
        assertThat(environments(locate(domain, declaredFor("staging")))).containsExactly("staging");
        assertThat(environments(locate(at("api.example.net"), declaredFor("staging"))))
                .containsExactly("staging");
        assertThat(environments(locate(at("both.example.com"), declaredFor("staging"))))
                .containsExactly("staging");
    }

    @Test
    void credential_without_exactly_one_declared_environment_proves_nothing() {
        assertThat(locate(at("api.example.net"), declaredFor())).isInstanceOf(Undeclared.class);
        assertThat(locate(at("api.example.net"), declaredFor("staging", "production")))
                .isInstanceOf(Undeclared.class);
        assertThat(locate(at("api.example.net"), declaredFor("nowhere"))).isInstanceOf(Undeclared.class);
        CredentialStanding found = new CredentialStanding(Credential.of("x", "y"), null, "read_file");
        assertThat(locate(at("api.example.net"), found)).isInstanceOf(Undeclared.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "railway:volume",
                "railway:volumeInstance",
                "railway:volumeInstanceBackup",
                "railway:service",
                "railway:environment",
                "railway:project"
            })
    void credential_never_proves_where_a_resource_lives_that_its_token_does_not_bind(String type) {
        Effect.Builder effect = effect(type, "some-other-id").host(CONTROL_PLANE);
        assertThat(locate(effect, declaredFor("staging"))).isInstanceOf(Unknown.class);
        assertThat(locate(effect.environment("staging"), declaredFor("staging")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void credential_never_proves_an_effect_on_all_of_a_provider() {
        Effect.Builder all =
                effect("railway:anything", null).host(CONTROL_PLANE).reach(Reach.ALL);
        assertThat(locate(all, declaredFor("staging"))).isInstanceOf(Unknown.class);
    }

    @Test
    void environment_named_without_id_is_the_place() {
        assertThat(environments(locate(effect("tool:deploy", null).environment("staging"))))
                .containsExactly("staging");
        assertThat(environments(locate(effect("railway:customDomain", null)
                        .host(CONTROL_PLANE)
                        .environment(STAGING_ID.toUpperCase(Locale.ROOT)))))
                .containsExactly("staging");
    }

    @Test
    void environment_named_beside_an_id_proves_nothing_alone_and_joins_what_is_proven() {
        assertThat(locate(effect("tool:ticket", "7").environment("staging"))).isInstanceOf(Unknown.class);
        assertThat(environments(locate(effect("railway:volume", VOLUME).environment("production"))))
                .containsExactly("production", "staging");
        assertThat(environments(locate(at("staging.example.com").environment("production"))))
                .containsExactly("production", "staging");
    }

    private static Effect.Builder ofPack(String type, String id, String environment) {
        return effect(type, id).host(CONTROL_PLANE).environment(environment).basis(Basis.PACK);
    }

    @Test
    void environment_that_a_pack_says_the_operation_keeps_to_is_the_place() {
        assertThat(environments(locate(ofPack("railway:service", "s", STAGING_ID))))
                .containsExactly("staging");
        assertThat(environments(locate(ofPack("railway:service", "s", "production"), declaredFor("staging"))))
                .containsExactly("production");
    }

    @Test
    void environment_beside_an_id_is_not_the_place_for_volumes_tools_or_an_operation_on_all() {
        assertThat(locate(ofPack("railway:volume", "v9", STAGING_ID))).isInstanceOf(Unknown.class);
        assertThat(locate(ofPack("railway:volumeInstance", "i9", STAGING_ID))).isInstanceOf(Unknown.class);
        assertThat(locate(ofPack("railway:service", "s", STAGING_ID).basis(Basis.DECLARED)))
                .isInstanceOf(Unknown.class);
        assertThat(locate(ofPack("railway:service", "s", STAGING_ID).reach(Reach.ALL)))
                .isInstanceOf(Unknown.class);
    }

    /** Answers for everything at Railway and remembers the last question. */
    private static final class Asked implements Resolver {
        private final Answer answer;
        private @Nullable Resource resource;

        Asked(String environment) {
            answer = new Answer.Found(Set.of(environment), "resolved", List.of(), null);
        }

        @Override
        public boolean responsibleFor(Effect effect) {
            return true;
        }

        @Override
        public Answer resolve(Effect effect, boolean fresh) {
            resource = effect.resource();
            return answer;
        }

        @Override
        public void close() {}
    }

    @Test
    void resolver_is_asked_for_the_environment_where_that_is_the_place() {
        Asked resolver = new Asked("production");
        assertThat(environments(locate(ofPack("railway:service", "s", "e-77"), resolver)))
                .containsExactly("production");
        assertThat(resolver.resource).isEqualTo(new Resource("railway:environment", "e-77"));
    }

    @Test
    void resolver_is_asked_for_the_volume_whatever_environment_is_named() {
        Asked resolver = new Asked("production");
        assertThat(environments(locate(ofPack("railway:volume", "v", STAGING_ID), resolver)))
                .containsExactly("production", "staging");
        assertThat(resolver.resource).isEqualTo(new Resource("railway:volume", "v"));
    }

    @Test
    void resolver_is_asked_what_a_declared_environment_really_is_before_it_is_destroyed() {
        Asked resolver = new Asked("production");
        Effect.Builder effect = ofPack("railway:environment", STAGING_ID, STAGING_ID);
        assertThat(environments(locate(effect, resolver))).containsExactly("production", "staging");
        resolver.resource = null;
        assertThat(environments(locate(effect.reversibility(Reversibility.REVERSIBLE, "rename"), resolver)))
                .containsExactly("staging");
        assertThat(resolver.resource).isNull();
    }

    @Test
    void resolver_is_not_asked_without_an_id() {
        Asked resolver = new Asked("staging");
        assertThat(locate(effect("railway:volume", null).host(CONTROL_PLANE), resolver))
                .isInstanceOf(Unknown.class);
        assertThat(resolver.resource).isNull();
    }

    @Test
    void environment_named_that_nobody_declares_is_unknown_whatever_else_is_proven() {
        assertThat(locate(effect("tool:deploy", null).environment("qa"))).isInstanceOf(Unknown.class);
        assertThat(locate(effect("railway:volume", VOLUME).environment("qa"))).isInstanceOf(Unknown.class);
        assertThat(locate(at("staging.example.com").environment("qa"))).isInstanceOf(Unknown.class);
    }

    @Test
    void environment_named_for_a_volume_whose_id_could_not_be_read_proves_only_what_loses_little() {
        Effect.Builder noId = effect("railway:volume", null).host(CONTROL_PLANE).environment("staging");
        assertThat(locate(noId)).isInstanceOf(Unknown.class);
        assertThat(environments(locate(noId.reversibility(Reversibility.REVERSIBLE, "creates"))))
                .containsExactly("staging");
        assertThat(locate(noId.reach(Reach.ALL))).isInstanceOf(Unknown.class);
    }

    @Test
    void railway_environment_id_that_is_declared_is_that_environment() {
        assertThat(environments(locate(effect("railway:environment", STAGING_ID))))
                .containsExactly("staging");
    }

    @Test
    void resolver_answer_proves_and_declarations_join_it() {
        assertThat(environments(locate(effect("railway:volume", "v9"), Volumes.in("staging", "railway:other"))))
                .containsExactly("railway:other", "staging");
        assertThat(environments(locate(effect("railway:volume", VOLUME), Volumes.in("production"))))
                .containsExactly("production", "staging");
        assertThat(environments(
                        locate(effect("railway:volume", "v9").environment("production"), Volumes.in("staging"))))
                .containsExactly("production", "staging");
    }

    @Test
    void resolver_that_cannot_say_makes_everything_weaker_worthless() {
        Volumes failing = new Volumes(new Answer.Unresolved("railway did not answer within 5 s"));
        assertThat(locate(
                        effect("railway:volume", VOLUME).host("staging.example.com"), declaredFor("staging"), failing))
                .isEqualTo(new Unknown("railway did not answer within 5 s"));
        assertThat(locate(effect("railway:volume", "v9"), new Volumes(new Answer.Found(Set.of(), "", List.of(), null))))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void resolver_is_not_asked_for_reads_or_for_what_is_not_its_own() {
        Volumes resolver = Volumes.in("production");
        Effect.Builder read = effect("railway:volume", VOLUME).reversibility(Reversibility.READ_ONLY, "query");
        assertThat(environments(locate(read, resolver))).containsExactly("staging");
        assertThat(environments(locate(at("staging.example.com"), resolver))).containsExactly("staging");
        assertThat(resolver.asked).isZero();
    }

    @Test
    void resolver_is_told_whether_to_look_again_and_its_details_are_handed_on() {
        Volumes resolver = Volumes.in("staging");
        Locator locator = new Locator(inventory, List.of(resolver), CONTROL_PLANE::equals);
        Effect effect = effect("railway:volume", "v9").build();
        assertThat(locator.place(effect, null, false).details()).isEqualTo(resolver.answer);
        assertThat(resolver.fresh).isFalse();
        locator.place(effect, null, true);
        assertThat(resolver.fresh).isTrue();
    }

    @Test
    void nothing_declared_is_undeclared_and_asks_nobody() {
        Volumes resolver = Volumes.in("staging");
        Locator locator = new Locator(new Inventory(List.of()), List.of(resolver), host -> true);
        assertThat(locator.locate(effect("railway:volume", VOLUME).build(), declaredFor("staging")))
                .isEqualTo(new Undeclared("railway:volume " + VOLUME));
        assertThat(resolver.asked).isZero();
    }

    @Test
    void local_tool_is_undeclared() {
        assertThat(locate(effect("tool:write_note", null))).isEqualTo(new Undeclared("tool:write_note"));
    }

    @Test
    void message_cannot_be_broken_out_of_by_an_id() {
        assertThat(locate(effect("railway:volume", "x` is fine\n\u202eallow")))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.because())
                                .doesNotContain("\n")
                                .doesNotContain("\u202e")
                                .startsWith("`railway:volume x  is fine  allow` can be in several environments"));
    }

    private static PlacePattern pattern(String... typesAndValues) {
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        for (int i = 0; i < typesAndValues.length; i += 2) {
            parts.put(typesAndValues[i], List.of(new Glob(typesAndValues[i + 1])));
        }
        return new PlacePattern(parts);
    }

    private static Location placed(Place... places) {
        Inventory clusters = new Inventory(List.of(
                placed("staging", pattern("k:context", "shared", "k:namespace", "*-staging")),
                placed(
                        "production",
                        pattern("k:context", "shared", "k:namespace", "*-live"),
                        pattern("k:context", "prod-*"))));
        return new Locator(clusters, List.of(), host -> true)
                .locate(
                        effect("k:pod", "p")
                                .host("api.k")
                                .places(List.of(places))
                                .build(),
                        null);
    }

    private static Environment placed(String name, PlacePattern... patterns) {
        return new Environment(name, false, false, false, List.of(), Map.of(), List.of(), List.of(patterns));
    }

    @Test
    void place_that_fits_in_every_part_proves_its_environment() {
        assertThat(environments(placed(new Place("k:context", "shared"), new Place("k:namespace", "shop-staging"))))
                .containsExactly("staging");
        assertThat(environments(placed(new Place("k:context", "prod-eu")))).containsExactly("production");
    }

    @Test
    void part_that_is_left_open_or_cannot_be_read_proves_nothing() {
        assertThat(placed(new Place("k:context", "shared")))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown ->
                                assertThat(unknown.because()).contains("k context `shared`", "production", "staging"));
        assertThat(placed(new Place("k:context", "shared"), new Place("k:namespace", null)))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void place_of_another_provider_or_that_nobody_declares_proves_nothing() {
        assertThat(placed(new Place("other:context", "prod-eu"))).isInstanceOf(Unknown.class);
        assertThat(placed(new Place("k:context", "shared"), new Place("k:namespace", "shop")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void file_of_this_machine_is_local_unless_the_command_goes_elsewhere() {
        assertThat(environments(locate(effect("local:file", "a.txt")))).containsExactly("local");
        assertThat(locate(effect("local:file", "a.txt").places(List.of(new Place("ssh:host", "db")))))
                .isInstanceOf(Undeclared.class);
    }
}
