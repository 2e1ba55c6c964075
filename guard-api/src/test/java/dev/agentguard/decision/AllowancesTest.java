package dev.agentguard.decision;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.scope.Recoverability;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is recorded and not held, and where each allowance ends. */
class AllowancesTest {

    private static final Policy NONE = Policy.unconfigured(false);

    @Test
    void without_configuration_an_applications_own_writes_are_recorded_and_control_planes_are_held() {
        Effect own = Given.generic(Kind.DATA, IRREVERSIBLE, "api.example.com");
        Decision decision = decide(Origin.WIRE, own, NONE);
        assertThat(decision)
                .isEqualTo(new Decision.Allow(List.of(new Reason(
                        "allowance.application",
                        "`railway:volumeDelete` on railway:volume `v1` is recorded, not held",
                        "body.query 1:12 `volumeDelete`",
                        null))));
        assertThat(Given.verdict(decide(Origin.WIRE_IN_TOOL, own, NONE))).isEqualTo("ask");
        assertThat(Given.verdict(decide(Origin.TOOL, own, NONE))).isEqualTo("ask");
        assertThat(Given.verdict(decide(Origin.WIRE, Given.effect(IRREVERSIBLE), NONE)))
                .isEqualTo("ask");
    }

    @Test
    void an_applications_own_services_are_those_a_human_lists() {
        Effect own = Given.generic(Kind.DATA, IRREVERSIBLE, "orders.internal:8080");
        assertThat(Given.verdict(decide(Origin.WIRE, own, Given.policy()))).isEqualTo("allow");
        assertThat(Given.verdict(decide(Origin.WIRE_IN_TOOL, own, Given.policy())))
                .isEqualTo("deny");
        assertThat(Given.verdict(
                        decide(Origin.WIRE, Given.generic(Kind.DATA, IRREVERSIBLE, "orders.internal"), Given.policy())))
                .isEqualTo("deny");
        assertThat(Given.verdict(decide(Origin.WIRE, own.toBuilder().host(null).build(), Given.policy())))
                .isEqualTo("deny");
        assertThat(Given.verdict(
                        decide(Origin.WIRE, own.toBuilder().basis(Basis.PACK).build(), Given.policy())))
                .isEqualTo("deny");
        for (Kind kind : List.of(Kind.MONEY, Kind.ACCESS)) {
            Effect held = Given.generic(kind, IRREVERSIBLE, "orders.internal:8080");
            assertThat(Given.verdict(decide(Origin.WIRE, held, Given.policy()))).isEqualTo("deny");
        }
    }

    @Test
    void an_applications_own_work_needs_no_surviving_copy() {
        Policy policy = new Policy(
                "1",
                true,
                Map.of("production", Given.PRODUCTION),
                Set.of("production"),
                EnumSet.allOf(Check.class),
                Given.OWN,
                false,
                true);
        EffectFacts own = Given.with(
                Given.facts(Given.generic(Kind.DATA, IRREVERSIBLE, "orders.internal:8080"), Given.IN_PRODUCTION),
                Recoverability.Verdict.DOES_NOT_SURVIVE);
        assertThat(Given.verdict(Decider.decide(Given.facts(Origin.WIRE, own), policy)))
                .isEqualTo("allow");
    }

    @Test
    void prose_binds_agents_and_the_configuration_binds_everybody() {
        RuleMatch prose = new RuleMatch("AGENTS.md:3#1", "AGENTS.md:3", RuleMatch.Verdict.DENY, "never delete", null);
        RuleMatch own = new RuleMatch("no-deletes", "guard.yaml:3", RuleMatch.Verdict.DENY, "never delete", null);
        EffectFacts delete =
                Given.facts(Given.generic(Kind.DATA, IRREVERSIBLE, "orders.internal:8080"), Given.UNDECLARED);
        assertThat(Given.verdict(Decider.decide(Given.facts(Origin.WIRE, Given.with(delete, prose)), Given.policy())))
                .isEqualTo("allow");
        assertThat(Given.verdict(Decider.decide(Given.facts(Origin.WIRE, Given.with(delete, own)), Given.policy())))
                .isEqualTo("deny");
        Decision inTool =
                Decider.decide(Given.facts(Origin.WIRE_IN_TOOL, Given.with(delete, prose)), Policy.unconfigured(true));
        assertThat(Given.rules(inTool)).startsWith("AGENTS.md:3#1");
    }

    @Test
    void an_opaque_tool_is_judged_at_the_wire_where_that_is_guarded() {
        Effect opaque = Effect.of("tool:doIt", new Evidence("tool", "doIt")).build();
        Policy wire = Policy.unconfigured(true);
        assertThat(Given.rules(decide(Origin.TOOL, opaque, wire))).containsExactly("allowance.judged-at-the-wire");
        EffectFacts survival = Given.with(Given.facts(opaque, Given.UNDECLARED), Recoverability.Verdict.UNKNOWN);
        assertThat(Given.rules(Decider.decide(Given.facts(Origin.TOOL, survival), wire)))
                .containsExactly("allowance.judged-at-the-wire");
        assertThat(Given.verdict(decide(Origin.TOOL, opaque, NONE))).isEqualTo("ask");
        assertThat(Given.verdict(decide(Origin.WIRE_IN_TOOL, opaque, wire))).isEqualTo("ask");
        assertThat(Given.verdict(decide(
                        Origin.TOOL, opaque.toBuilder().host("api.example.com").build(), wire)))
                .isEqualTo("ask");
        assertThat(Given.verdict(decide(
                        Origin.TOOL,
                        opaque.toBuilder()
                                .reversibility(IRREVERSIBLE, "deletes")
                                .build(),
                        wire)))
                .isEqualTo("ask");
        assertThat(Given.verdict(decide(
                        Origin.TOOL,
                        Effect.of("sql:script", new Evidence("sql", "")).build(),
                        wire)))
                .isEqualTo("ask");
        assertThat(Given.verdict(decide(Origin.TOOL, Given.effect(UNKNOWN), wire)))
                .isEqualTo("ask");
    }

    @Test
    void a_configuration_that_was_merely_found_only_tightens() {
        Policy given = Given.policy();
        Policy found = new Policy(
                given.version(),
                true,
                given.environments(),
                given.assigned(),
                Set.of(),
                given.application(),
                false,
                false);
        EffectFacts disposable = Given.facts(Given.effect(IRREVERSIBLE), Given.proven("sandbox"));
        assertThat(Given.verdict(Decider.decide(Given.facts(disposable), given)))
                .isEqualTo("allow");
        assertThat(Given.verdict(Decider.decide(Given.facts(disposable), found)))
                .isEqualTo("ask");
        EffectFacts declared = Given.with(
                Given.facts(Given.effect(dev.agentguard.annotation.Reversibility.REVERSIBLE), Given.IN_STAGING),
                Given.handedOut(List.of(), List.of(), null, "readFile"));
        assertThat(Given.verdict(Decider.decide(Given.facts(declared), given))).isEqualTo("allow");
        assertThat(Given.verdict(Decider.decide(Given.facts(declared), found))).isEqualTo("deny");
        Policy foundWithScope = new Policy(
                "1", true, given.environments(), given.assigned(), given.checks(), Application.NONE, false, false);
        EffectFacts elsewhere =
                Given.facts(Given.effect(dev.agentguard.annotation.Reversibility.REVERSIBLE), Given.IN_PRODUCTION);
        assertThat(Given.verdict(Decider.decide(Given.facts(elsewhere), foundWithScope)))
                .isEqualTo("deny");
    }

    @Test
    void without_configuration_an_application_changes_rows_and_drops_nothing() {
        for (String mine : List.of(
                "delete from SPRING_SESSION where EXPIRY_TIME < ?",
                "update orders set status=?,version=? where id=? and version=?",
                "alter table public.orders add shipped_at timestamp",
                "select next_invoice_number(?)",
                "delete from HTE_orders",
                "DELETE FROM public.databasechangeloglock")) {
            assertThat(sql(mine, Origin.WIRE, NONE)).as(mine).isEqualTo("allow");
        }
        for (String held : List.of(
                "delete from orders",
                "delete from ht_guests",
                "delete from orders where 1=1",
                "update customer set email='x'",
                "truncate table orders",
                "drop table orders",
                "drop index idx_orders",
                "drop schema reporting cascade",
                "alter table orders drop column total",
                "truncate table databasechangeloglock",
                "drop table databasechangeloglock",
                "delete from orders where id=1; drop table orders")) {
            assertThat(sql(held, Origin.WIRE, NONE)).as(held).isEqualTo("ask");
        }
        assertThat(sql("delete from SPRING_SESSION where EXPIRY_TIME < ?", Origin.WIRE_IN_TOOL, NONE))
                .isEqualTo("ask");
        assertThat(sql("DELETE FROM public.databasechangeloglock", Origin.WIRE_IN_TOOL, NONE))
                .isEqualTo("ask");
    }

    @Test
    void an_applications_own_data_sources_are_those_a_human_lists() {
        Application application = new Application(
                List.of(),
                List.of(new PlacePattern(Map.of(
                        Place.DATABASE_HOST, List.of(new Glob("db.internal:5432")),
                        Place.DATABASE_NAME, List.of(new Glob("shop"))))),
                List.of());
        Policy policy = new Policy(
                "1",
                true,
                Map.of("production", Given.PRODUCTION),
                Set.of("production"),
                EnumSet.allOf(Check.class),
                application,
                false,
                true);
        String cleanUp = "delete from SPRING_SESSION where EXPIRY_TIME < ?";
        assertThat(sql(cleanUp, Origin.WIRE, policy, new Database("db.internal:5432", "shop", "public", "app")))
                .isEqualTo("allow");
        assertThat(sql("drop table orders", Origin.WIRE, policy, new Database("db.internal:5432", "shop", "", "")))
                .isEqualTo("deny");
        assertThat(sql(cleanUp, Origin.WIRE_IN_TOOL, policy, new Database("db.internal:5432", "shop", "", "")))
                .isEqualTo("deny");
        assertThat(sql(cleanUp, Origin.WIRE, policy, new Database("db.internal:5432", "billing", "", "")))
                .isEqualTo("deny");
        assertThat(sql(cleanUp, Origin.WIRE, policy, null)).isEqualTo("deny");
    }

    @Test
    void without_configuration_an_application_sends_mail_and_takes_payments() {
        for (Kind kind : List.of(Kind.MESSAGE, Kind.MONEY)) {
            Effect sends = Given.effect(IRREVERSIBLE).toBuilder().kind(kind).build();
            assertThat(Given.verdict(decide(Origin.WIRE, sends, NONE))).isEqualTo("allow");
            assertThat(Given.verdict(decide(Origin.WIRE_IN_TOOL, sends, NONE))).isEqualTo("ask");
            assertThat(Given.verdict(decide(Origin.WIRE, sends, Given.policy())))
                    .isEqualTo("deny");
        }
        Effect mail = Given.effect(IRREVERSIBLE).toBuilder()
                .kind(Kind.MESSAGE)
                .host("api.mail.example")
                .build();
        Application application = new Application(List.of(), List.of(), List.of("api.mail.example"));
        Policy policy = new Policy("1", true, Map.of(), Set.of(), EnumSet.allOf(Check.class), application, false, true);
        assertThat(Given.verdict(decide(Origin.WIRE, mail, policy))).isEqualTo("allow");
        assertThat(Given.verdict(
                        decide(Origin.WIRE, mail.toBuilder().kind(Kind.DATA).build(), policy)))
                .isEqualTo("ask");
    }

    private static String sql(String sql, Origin origin, Policy policy) {
        return sql(sql, origin, policy, null);
    }

    private static String sql(String sql, Origin origin, Policy policy, @Nullable Database database) {
        List<Place> places = database == null
                ? List.of()
                : List.of(
                        new Place(Place.DATABASE_HOST, database.address()),
                        new Place(Place.DATABASE_NAME, database.name()));
        EffectFacts[] facts = new SqlReader(Limits.DEFAULT)
                .read(new SqlCall(sql, SqlDialect.POSTGRESQL)).stream()
                        .map(effect ->
                                Given.facts(effect.toBuilder().places(places).build(), Given.UNDECLARED))
                        .toArray(EffectFacts[]::new);
        return Given.verdict(Decider.decide(Given.facts(origin, facts), policy));
    }

    private static Decision decide(Origin origin, Effect effect, Policy policy) {
        Location location = Given.UNDECLARED;
        return Decider.decide(Given.facts(origin, Given.facts(effect, location)), policy);
    }
}
