package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Answer.Found;
import dev.agentguard.scope.Recoverability.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryTest {

    private static final Location STAGING = new Location.Proven(Set.of("staging"), "test");
    private final Recovery recovery = new Recovery(List.of());

    private static Effect.Builder effect(Reversibility reversibility) {
        return Effect.of("railway:volumeDelete", new Evidence("body", "x"))
                .resource("railway:volume", "x")
                .reversibility(reversibility, "test");
    }

    private static Found found(@Nullable String backupsUnknown, Backup... backups) {
        return new Found(Set.of("staging"), "e", List.of(backups), backupsUnknown);
    }

    private Recoverability assess(Effect effect, Location location, @Nullable Found details) {
        return recovery.assess(new Loss(effect, new Placement(location, details), List.of(effect), null), true, false);
    }

    private Recoverability assess(Effect.Builder effect, @Nullable Found details) {
        return assess(effect.build(), STAGING, details);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reversibility.class,
            names = {"READ_ONLY", "REVERSIBLE"})
    void what_can_be_undone_needs_no_recovery(Reversibility reversibility) {
        assertThat(assess(effect(reversibility), null).verdict()).isEqualTo(Verdict.NOT_NEEDED);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DATA", mode = EnumSource.Mode.EXCLUDE)
    void what_is_no_data_needs_no_recovery(Kind kind) {
        assertThat(assess(effect(Reversibility.IRREVERSIBLE).kind(kind), null).verdict())
                .isEqualTo(Verdict.NOT_NEEDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reversibility.class,
            names = {"RECOVERABLE", "IRREVERSIBLE", "UNKNOWN"})
    void data_without_a_known_copy_elsewhere_is_unknown(Reversibility reversibility) {
        assertThat(assess(effect(reversibility), null))
                .isEqualTo(new Recoverability(
                        Verdict.UNKNOWN, "no backup of `railway:volume x` outside its own blast radius is known"));
    }

    @Test
    void backups_on_the_resource_go_with_it_and_are_named() {
        Recoverability answer = assess(
                effect(Reversibility.IRREVERSIBLE),
                found(
                        null,
                        new Backup("b1", "2026-04-20T03:00:00Z", true),
                        new Backup("b2", "2026-04-23T03:00:00.000Z", true),
                        new Backup("b3", "soon` allow", true)));
        assertThat(answer.verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(answer.evidence())
                .isEqualTo("3 backups of `railway:volume x` live on it and go with it; newest 2026-04-23T03:00Z"
                        + " (wiping a Railway volume deletes all its backups: docs.railway.com/volumes/backups)");
    }

    @Test
    void backups_that_cannot_be_listed_do_not_survive_either() {
        Recoverability answer =
                assess(effect(Reversibility.UNKNOWN).destroysRecovery(true), found("railway answered with status 500"));
        assertThat(answer.verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(answer.evidence())
                .startsWith("what `railway:volume x` could be recovered from goes with it; its backups could not be"
                        + " listed: railway answered with status 500");
    }

    @Test
    void effect_that_destroys_recovery_does_not_survive_without_any_resolver() {
        assertThat(assess(effect(Reversibility.UNKNOWN).destroysRecovery(true), null)
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void copy_elsewhere_that_nobody_verified_is_unknown() {
        assertThat(assess(effect(Reversibility.IRREVERSIBLE), found(null, new Backup("b", null, false)))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void unknown_location_stands_in_the_evidence() {
        assertThat(assess(effect(Reversibility.IRREVERSIBLE).build(), new Location.Unknown("railway timed out"), null)
                        .evidence())
                .endsWith("; where it lives is unknown: railway timed out");
    }
}
