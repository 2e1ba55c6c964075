package dev.agentguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {

    private static final Set<String> UNKNOWN_PLACE = Set.of();

    @Test
    void allConditions_mustHold() {
        EffectPattern pattern = EffectPattern.builder()
                .operations(List.of("railway:volume*"))
                .resources(List.of("railway:volume"))
                .kinds(Set.of(Kind.DATA))
                .environments(List.of("production"))
                .reversibility(Reversibility.IRREVERSIBLE)
                .build();
        Effect.Builder effect = effect("railway:volumeDelete", Reversibility.IRREVERSIBLE);

        assertThat(verdict(pattern, effect, Set.of("production"))).isEqualTo(Verdict.DENY);
        assertThat(verdict(pattern, effect, Set.of("staging", "production"))).isEqualTo(Verdict.DENY);
        assertThat(verdict(pattern, effect, Set.of("staging"))).isNull();
        assertThat(verdict(pattern, effect.kind(Kind.COMPUTE), Set.of("production")))
                .isNull();
        effect.kind(Kind.DATA).resource("railway:service", "s");
        assertThat(verdict(pattern, effect, Set.of("production"))).isNull();
        effect.resource("railway:volume", "v").reversibility(Reversibility.RECOVERABLE, "");
        assertThat(verdict(pattern, effect, Set.of("production"))).isNull();
        Effect.Builder other = effect("railway:projectDelete", Reversibility.IRREVERSIBLE);
        assertThat(verdict(pattern, other, Set.of("production"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "REVERSIBLE, READ_ONLY, ", "REVERSIBLE, REVERSIBLE, DENY", "REVERSIBLE, IRREVERSIBLE, DENY",
        "REVERSIBLE, UNKNOWN, ASK", "RECOVERABLE, REVERSIBLE, ", "RECOVERABLE, RECOVERABLE, DENY",
        "RECOVERABLE, IRREVERSIBLE, DENY", "RECOVERABLE, UNKNOWN, ASK", "IRREVERSIBLE, RECOVERABLE, ",
        "IRREVERSIBLE, IRREVERSIBLE, DENY", "IRREVERSIBLE, UNKNOWN, ASK", "UNKNOWN, UNKNOWN, DENY",
        "UNKNOWN, IRREVERSIBLE, "
    })
    void reversibility_isALeast_andUnknownAsksAtMost(Reversibility least, Reversibility found, Verdict expected) {
        EffectPattern pattern = EffectPattern.builder().reversibility(least).build();

        assertThat(verdict(pattern, effect("railway:x", found).host("a.b"), UNKNOWN_PLACE))
                .isEqualTo(expected);
    }

    @Test
    void opaqueTool_isNotHeldByARuleAboutAClass_butByOneThatNamesIt() {
        Effect.Builder opaque = effect("tool:process", Reversibility.UNKNOWN);
        EffectPattern.Builder destructive = EffectPattern.builder().reversibility(Reversibility.RECOVERABLE);

        assertThat(verdict(destructive.build(), opaque, UNKNOWN_PLACE)).isNull();
        assertThat(verdict(destructive.build(), opaque.host("a.b"), UNKNOWN_PLACE))
                .isEqualTo(Verdict.ASK);
        opaque.host(null);
        assertThat(verdict(destructive.operations(List.of("tool:pro*")).build(), opaque, UNKNOWN_PLACE))
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void unknownPlace_meetsAConditionOnTheEnvironment_asAQuestion_ifSomethingIsDestroyed() {
        EffectPattern pattern =
                EffectPattern.builder().environments(List.of("production")).build();

        assertThat(verdict(pattern, effect("a:b", Reversibility.IRREVERSIBLE), UNKNOWN_PLACE))
                .isEqualTo(Verdict.ASK);
        assertThat(verdict(pattern, effect("a:b", Reversibility.UNKNOWN), UNKNOWN_PLACE))
                .isEqualTo(Verdict.ASK);
        assertThat(verdict(pattern, effect("a:b", Reversibility.REVERSIBLE), UNKNOWN_PLACE))
                .isNull();
        assertThat(verdict(pattern, effect("a:b", Reversibility.READ_ONLY), UNKNOWN_PLACE))
                .isNull();
    }

    @Test
    void environmentThatTheActionItselfNames_counts_evenIfTheResourceLivesElsewhere() {
        EffectPattern pattern =
                EffectPattern.builder().environments(List.of("production")).build();

        assertThat(verdict(
                        pattern, effect("a:b", Reversibility.REVERSIBLE).environment("Production"), Set.of("staging")))
                .isEqualTo(Verdict.DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "railway:volumeDelete, railway:x, , volume, true",
        "tool:delete_volumes, x:y, , volume, true",
        "http:DELETE, http:path, /v1/volumes/7, volume, true",
        "tool:run, railway:volume, , volume, true",
        "tool:run, x:y, /v1/volumes/7, volume, false",
        "tool:profileDelete, x:y, , file, false",
        "tool:stableDelete, x:y, , table, false",
        "tool:dropTables, x:y, , table, true",
        "tool:deletedatabase, x:y, , database, true",
        "tool:branchesDelete, x:y, , branch, true",
        "tool:directoriesDelete, x:y, , directory, true",
    })
    void subjects_areWholeWordsOfNames(String operation, String type, String id, String subject, boolean matches) {
        EffectPattern pattern =
                EffectPattern.builder().subjects(Set.of(subject)).build();
        Effect.Builder effect = effect(operation, Reversibility.IRREVERSIBLE).resource(type, id);

        assertThat(verdict(pattern, effect, UNKNOWN_PLACE) != null).isEqualTo(matches);
    }

    @Test
    void subjects_areFoundInWhatGoesWithIt_butNotInWhereItIs() {
        Effect.Builder effect = effect("railway:projectDelete", Reversibility.IRREVERSIBLE)
                .resource("railway:project", "p")
                .cascades(List.of("its volumes in every environment"));

        assertThat(verdict(EffectPattern.builder().subjects(Set.of("volume")).build(), effect, UNKNOWN_PLACE))
                .isEqualTo(Verdict.DENY);
        assertThat(verdict(
                        EffectPattern.builder().subjects(Set.of("environment")).build(), effect, UNKNOWN_PLACE))
                .isNull();
    }

    @Test
    void recovery_isAConditionOfItsOwn() {
        EffectPattern pattern = EffectPattern.builder().destroyingRecovery().build();

        assertThat(verdict(pattern, effect("a:b", Reversibility.IRREVERSIBLE), UNKNOWN_PLACE))
                .isNull();
        assertThat(verdict(pattern, effect("a:b", Reversibility.REVERSIBLE).destroysRecovery(true), UNKNOWN_PLACE))
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void match_neverDemandsMoreThanItsRule() {
        Rule rule = rule("a", Verdict.ASK, EffectPattern.builder().build());

        RuleMatch match =
                rule.match(Inputs.of(effect("a:b", Reversibility.IRREVERSIBLE).build(), UNKNOWN_PLACE));

        assertThat(match).isEqualTo(new RuleMatch("a", "f:1", Verdict.ASK, "text a", "other"));
    }

    @Test
    void ruleText_isOneShortLine() {
        Rule rule = new Rule(
                "a",
                "f:1",
                Verdict.ASK,
                EffectPattern.builder().build(),
                "\u0000 two\n\n lines\u2028 and\tmore " + "x".repeat(300),
                null,
                null);

        assertThat(rule.text())
                .startsWith("two lines and more xxx")
                .endsWith("x…")
                .hasSizeLessThanOrEqualTo(201);
    }

    /** The index must not change what is found, nor in which order; of rules that say the same the first speaks. */
    @Test
    void index_findsWhatALoopOverAllRulesFinds() {
        Random random = new Random(11);
        List<String> operations = List.of("a:x", "a:y", "b:x", "a:*", "*:x", "*");
        List<String> nouns = List.of("volume", "database", "table", "file");
        for (int round = 0; round < 1_000; round++) {
            List<Rule> rules = new ArrayList<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                EffectPattern.Builder pattern = EffectPattern.builder().operations(some(random, operations, 3));
                if (random.nextInt(3) == 0) {
                    pattern.subjects(Set.copyOf(some(random, nouns, 2)));
                }
                if (random.nextInt(3) == 0) {
                    pattern.resources(some(random, List.of("a:volume", "local:*", "b:x"), 2));
                }
                if (random.nextInt(4) == 0) {
                    pattern.kinds(Set.of(Kind.MONEY));
                }
                if (random.nextInt(3) == 0) {
                    pattern.reversibility(Reversibility.RECOVERABLE);
                }
                rules.add(rule("r" + i, Verdict.DENY, pattern.build()));
            }
            RuleBook book = RuleBook.of(rules);
            for (String operation : List.of("a:x", "A:Y", "b:x", "c:z", "a:deletedatabase", "c:dropTables")) {
                Effect effect = effect(
                                operation,
                                random.nextInt(4) == 0 ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE)
                        .resource(random.nextBoolean() ? "a:volume" : "local:file", "x")
                        .kind(random.nextBoolean() ? Kind.MONEY : Kind.DATA)
                        .build();
                Set<String> said = new HashSet<>();
                List<RuleMatch> expected = new ArrayList<>();
                for (Rule rule : rules) {
                    RuleMatch match = rule.match(Inputs.of(effect, UNKNOWN_PLACE));
                    if (match != null && said.add(rule.pattern().toString())) {
                        expected.add(match);
                    }
                }
                assertThat(book.matching(Inputs.of(effect, UNKNOWN_PLACE))).isEqualTo(expected);
            }
        }
    }

    @Test
    void rulesAboutWhatChangesSomething_areSilentOnReads() {
        RuleBook book = RuleBook.of(List.of(rule(
                "a",
                Verdict.DENY,
                EffectPattern.builder().reversibility(Reversibility.REVERSIBLE).build())));

        assertThat(book.isSilentOn(Reversibility.READ_ONLY)).isTrue();
        assertThat(book.isSilentOn(Reversibility.UNKNOWN)).isFalse();
        assertThat(RuleBook.empty().isSilentOn(Reversibility.IRREVERSIBLE)).isTrue();
    }

    private static List<String> some(Random random, List<String> of, int most) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most); i > 0; i--) {
            some.add(of.get(random.nextInt(of.size())));
        }
        return some;
    }

    @Test
    void joinedBooks_keepAllRulesAndAllAdvice() {
        RuleBook one = RuleBook.of(
                List.of(rule("a", Verdict.ASK, EffectPattern.builder().build())));
        RuleBook two = RuleBook.of(
                List.of(rule("b", Verdict.DENY, EffectPattern.builder().build())),
                List.of(new Advice("f:2", "text", "because")));

        assertThat(one.and(two).rules()).extracting(Rule::id).containsExactly("a", "b");
        assertThat(one.and(two).advice()).containsExactly(new Advice("f:2", "text", "because"));
        assertThat(RuleBook.empty().rules()).isEmpty();
    }

    private static Rule rule(String id, Verdict verdict, EffectPattern pattern) {
        return new Rule(id, "f:1", verdict, pattern, "text " + id, null, "other");
    }

    private static Verdict verdict(EffectPattern pattern, Effect.Builder effect, Set<String> within) {
        RuleMatch match = rule("a", Verdict.DENY, pattern).match(Inputs.of(effect.build(), within));
        return match == null ? null : match.verdict();
    }

    private static Effect.Builder effect(String operation, Reversibility reversibility) {
        return Effect.of(operation, new Evidence("body", ""))
                .resource("railway:volume", "v")
                .reversibility(reversibility, "because");
    }
}
