package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Inputs;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProseRulesTest {

    static Stream<String> harmless() throws IOException {
        return lines("harmless.txt");
    }

    @ParameterizedTest
    @MethodSource
    void harmless(String sentence) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", sentence).rules()).isEmpty();
        assertThat(RuleCases.PROSE.read("AGENTS.md", "- " + sentence).rules()).isEmpty();
    }

    static Stream<Arguments> enforced() throws IOException {
        return lines("enforced.txt")
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| "))
                .map(row -> Arguments.argumentSet(row[1], Verdict.valueOf(row[0]), row[1], row[2], row[3]));
    }

    @ParameterizedTest
    @MethodSource
    void enforced(Verdict verdict, String sentence, String held, String notHeld) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(strictest(book, effect(held), Set.of())).isEqualTo(verdict);
        assertThat(book.matching(Inputs.of(effect(notHeld), Set.of()))).isEmpty();
        assertThat(book.matching(Inputs.of(read(held), Set.of("production")))).isEmpty();
    }

    @Test
    void incidentSentence_isGeneralised_andSaysSo() {
        RuleBook book = RuleCases.PROSE.read(
                "CLAUDE.md",
                "# Git\n\nNEVER run destructive/irreversible git commands (like push --force, hard reset, etc) unless the"
                        + " user\nexplicitly requests them.\n");

        assertThat(book.matching(Inputs.of(effect("railway:volumeDelete"), Set.of())))
                .containsExactly(new RuleMatch(
                        "CLAUDE.md:3#2",
                        "CLAUDE.md:3",
                        Verdict.ASK,
                        "NEVER run destructive/irreversible git commands (like push --force, hard reset, etc) unless the"
                                + " user explicitly requests them",
                        null));
        assertThat(book.rules())
                .extracting(Rule::reading)
                .containsExactly(
                        null,
                        "it says `git` and is read as any destructive or irreversible operation; a human decides");
    }

    @Test
    void absoluteProhibitionOfGitCommands_isADenyForGit_andAQuestionForAllElse() {
        RuleBook book = RuleCases.PROSE.read("a.md", "Never run destructive git commands.");

        assertThat(strictest(book, effect("git:push"), Set.of())).isEqualTo(Verdict.DENY);
        assertThat(strictest(book, effect("railway:volumeDelete"), Set.of())).isEqualTo(Verdict.ASK);
    }

    @Test
    void production_isAConditionOnDeclaredEnvironmentsOfSuchNames() {
        RuleBook book = RuleCases.PROSE.read("a.md", "Never delete volumes in production.");
        Effect effect = effect("railway:volumeDelete");

        for (String name : List.of("production", "prod", "live", "eu-production", "prod-2")) {
            assertThat(strictest(book, effect, Set.of(name))).as(name).isEqualTo(Verdict.DENY);
        }
        assertThat(book.matching(Inputs.of(effect, Set.of("staging")))).isEmpty();
        assertThat(strictest(book, effect, Set.of())).isEqualTo(Verdict.ASK);
    }

    @Test
    void listUnderAProhibition_inheritsIt_untilTheNextHeadingOfItsLevel() {
        RuleBook book = RuleCases.PROSE.read("a.md", """
                ## Never

                - delete volumes
                - Deleting backups - they are all we have
                - be rude

                ### More

                * ❌ drop tables

                ## Style

                - delete environments

                The agent MUST NOT:
                1. delete projects
                2. delete services:
                   - by hand
                   - delete domains

                - delete buckets
                """);

        assertThat(book.rules())
                .extracting(Rule::source)
                .containsExactly("a.md:3", "a.md:4", "a.md:9", "a.md:16", "a.md:17", "a.md:19", "a.md:21");
        assertThat(book.rules()).extracting(Rule::verdict).containsOnly(Verdict.DENY);
        assertThat(book.advice()).contains(new Advice("a.md:5", "be rude", "names no action that is recognised"));
    }

    @Test
    void headingWithACondition_makesQuestionsOfItsItems_andOneThatPermits_makesNothing() {
        RuleBook book = RuleCases.PROSE.read("a.md", """
                # ABSOLUTELY FORBIDDEN WITHOUT EXPLICIT PERMISSION

                - Deleting volumes

                # Always safe

                - Deleting buckets

                **ALWAYS ASK BEFORE:**

                - Deleting branches
                """);

        assertThat(book.rules()).extracting(Rule::source).containsExactly("a.md:3", "a.md:11");
        assertThat(book.rules()).extracting(Rule::verdict).containsOnly(Verdict.ASK);
        assertThat(book.advice()).contains(new Advice("a.md:7", "Deleting buckets", "a permission loosens nothing"));
    }

    @Test
    void commandLines_areReadLineByLine() {
        RuleBook book = RuleCases.PROSE.read("a.md", """
                Never run `rails db:drop`.

                NEVER USE:

                ```bash
                # not this
                prisma db push --accept-data-loss
                terraform destroy   # all of it
                ```
                """);

        assertThat(book.rules()).extracting(Rule::source).containsExactly("a.md:1", "a.md:7", "a.md:8");
        assertThat(RuleCases.stops(book, "bundle exec rake db:drop")).isTrue();
        assertThat(RuleCases.stops(book, "npx prisma db push --accept-data-loss --skip-generate"))
                .isTrue();
        assertThat(RuleCases.stops(book, "terraform -chdir=infra destroy")).isTrue();
        assertThat(RuleCases.stops(book, "terraform plan")).isFalse();
        assertThat(RuleCases.stops(book, "rails db:migrate:status")).isFalse();
    }

    @Test
    void frontMatter_isNotRead_andDoesNotLimitTheRules() {
        RuleBook book = RuleCases.PROSE.read(
                "rule.mdc", "---\ndescription: Never delete buckets\nglobs: src/**\n---\n\nNever delete volumes.\n");

        assertThat(book.rules()).extracting(Rule::source).containsExactly("rule.mdc:6");
    }

    @Test
    void rulesBetweenTags_areRead_andCommentsAreNot() {
        RuleBook book = RuleCases.PROSE.read(
                "a.md", "<rules>\nNever delete volumes.\n</rules>\n\n<!-- Never delete buckets. -->\n");

        assertThat(book.rules()).extracting(Rule::source).containsExactly("a.md:2");
    }

    @Test
    void remarkBehindADash_isWhatToDoInstead_ifItSaysSo() {
        RuleBook book = RuleCases.PROSE.read(
                "a.md", "Never delete volumes - use the dashboard.\n\nNever delete backups — they are all we have.\n");

        assertThat(book.rules()).extracting(Rule::instead).containsExactly("use the dashboard", null);
    }

    @Test
    void quotedAndEmphasisedSentences_areReadWithTheirLine() {
        RuleBook book = RuleCases.PROSE.read("a.md", "Text.\n\n> Some words. **NEVER** delete\n> _volumes_.\n");

        assertThat(book.rules()).extracting(Rule::text).containsExactly("NEVER delete volumes");
        assertThat(book.rules()).extracting(Rule::source).containsExactly("a.md:3");
    }

    @Test
    void importOnALineOfItsOwn_isNoPartOfTheSentenceBelow() {
        RuleBook book = RuleCases.PROSE.read(
                "CLAUDE.md", "@docs/more_rules.md\nNever delete volumes.\n@b.md\n\n- @c.md\n- Never force-push.\n");

        assertThat(book.rules()).extracting(Rule::source).containsExactly("CLAUDE.md:2", "CLAUDE.md:6");
        assertThat(book.advice()).isEmpty();
    }

    @Test
    void whatCannotBeRead_isSaid() {
        assertThat(RuleCases.PROSE.read("a.md", new byte[] {'a', (byte) 0xff}).advice())
                .containsExactly(new Advice("a.md:1", "", "not valid UTF-8, nothing of it is enforced"));
        assertThat(RuleCases.PROSE.read("a.md", new byte[(1 << 20) + 1]).advice())
                .containsExactly(new Advice("a.md:1", "", "larger than 1048576 bytes, nothing of it is enforced"));
        byte[] utf8 = "\uFEFFNever delete volumes – ever.".getBytes(StandardCharsets.UTF_8);
        assertThat(RuleCases.PROSE.read("a.md", utf8).rules()).hasSize(1);
    }

    private static Verdict strictest(RuleBook book, Effect effect, Set<String> within) {
        return book.matching(Inputs.of(effect, within)).stream()
                .map(RuleMatch::verdict)
                .max(Verdict::compareTo)
                .orElse(null);
    }

    /** The effect that an operation of this name most plausibly has. */
    private static Effect effect(String operation) {
        boolean destroys = operation.contains("Delete") || operation.contains("Drop") || operation.startsWith("git:");
        Kind kind = operation.startsWith("mail:")
                ? Kind.MESSAGE
                : operation.startsWith("stripe:") ? Kind.MONEY : destroys ? Kind.DATA : Kind.COMPUTE;
        return Effect.of(operation, new Evidence("body", ""))
                .kind(kind)
                .resource("x:thing", "id")
                .host("api.example.com")
                .reversibility(destroys ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE, "because")
                .destroysRecovery(operation.equals("railway:volumeDelete"))
                .cascades(operation.equals("railway:volumeDelete") ? List.of("every backup of it") : List.of())
                .build();
    }

    private static Effect read(String operation) {
        return Effect.of(operation.replace("Delete", "s"), new Evidence("body", ""))
                .reversibility(Reversibility.READ_ONLY, "reads")
                .build();
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProseRulesTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }
}
