package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the shipped packs against its cases, which are data beside it. */
class PackCasesTest {

    private static final Packs PACKS = Packs.shipped();

    private static final List<PackCase> ALL = all();

    static Stream<PackCase> cases() {
        return ALL.stream();
    }

    private static List<PackCase> all() {
        List<PackCase> cases = new ArrayList<>(PackCase.read("generic/verbs.cases.yaml"));
        for (PackIndex.Entry entry : PackFiles.index().entries()) {
            if (!List.of(PackProtocol.GRAPHQL, PackProtocol.HTTP, PackProtocol.AWS)
                    .contains(entry.match().protocol())) {
                continue;
            }
            List<PackCase> ofPack = PackCase.read(entry.file().replace(".yaml", ".cases.yaml"));
            assertThat(ofPack)
                    .allSatisfy(given ->
                            assertThat(given.pack()).isEqualTo(entry.match().id()));
            cases.addAll(ofPack);
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseHasItsEffect(PackCase given) {
        Effect effect = effectOf(given);

        assertThat(given.actual(effect)).as(effect.reason()).isEqualTo(given.expected());
        if (given.call() == null) {
            assertThat(effect.evidence()).isEqualTo(given.operation().evidence());
            assertThat(effect.host()).isEqualTo(given.operation().host());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sectionSaysWhatIsExpected(PackCase given) {
        if (!given.section().equals("evasion")) {
            assertThat(given.expectsHarm()).isEqualTo(given.section().equals("must-stop"));
        }
    }

    /** What cannot be known never makes a destructive call look harmless; a safe method stays safe. */
    @ParameterizedTest
    @MethodSource("cases")
    void hiddenArgument_neverLowers(PackCase given) {
        if (!given.expectsHarm() || given.operation().type().equals("GET")) {
            return;
        }
        for (Operation operation : operations(given)) {
            if (PackCase.harmful(PACKS.effectOf(operation).reversibility())) {
                for (Map<String, @Nullable Object> hidden : withOneHidden(operation.arguments())) {
                    Effect effect = PACKS.effectOf(with(operation, hidden));

                    assertThat(PackCase.harmful(effect.reversibility()))
                            .as("%s, with %s", effect.reason(), hidden)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyDestructiveRule_hasACaseThatStopsIt() {
        Set<String> stopped = reasons(Set.of("must-stop", "evasion"), true);
        List<String> untested = new ArrayList<>();
        rules().forEach((name, rule) -> {
            if (PackCase.harmful(rule.reversibility()) && !stopped.contains(name + ": " + rule.reason())) {
                untested.add(name);
            }
            rule.cases().stream()
                    .filter(c -> !stopped.contains(name + ": " + c.reason()))
                    .forEach(c -> untested.add(name + " when " + c.argument() + ": " + c.reason()));
        });
        assertThat(untested).isEmpty();
    }

    @Test
    void everyOtherRule_hasACaseThatPasses() {
        Set<String> passed = reasons(Set.of("must-pass", "evasion"), false);
        List<String> untested = new ArrayList<>();
        rules().forEach((name, rule) -> {
            if (!PackCase.harmful(rule.reversibility()) && !passed.contains(name + ": " + rule.reason())) {
                untested.add(name);
            }
        });
        assertThat(untested).isEmpty();
    }

    @Test
    void everyDestructiveRule_saysWhatToDoInstead() {
        List<String> silent = rules().entrySet().stream()
                .filter(e -> e.getValue().reversibility().compareTo(Reversibility.RECOVERABLE) >= 0)
                .filter(e -> e.getValue().reversibility() != Reversibility.UNKNOWN)
                .filter(e -> e.getValue().instead() == null)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(silent).isEmpty();
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Pack pack : PACKS.all()) {
            pack.operations()
                    .getOrDefault("mutation", Map.of())
                    .forEach((name, rule) -> rules.put(pack.id() + ": " + pack.provider() + ":" + name, rule));
            pack.operations()
                    .getOrDefault(AwsReading.TYPE, Map.of())
                    .forEach((name, rule) -> rules.put(pack.id() + ": " + name, rule));
            pack.requests()
                    .requests()
                    .forEach(request ->
                            rules.put(pack.id() + ": " + pack.provider() + ":" + request.name(), request.rule()));
        }
        return rules;
    }

    private static Set<String> reasons(Set<String> sections, boolean harm) {
        Set<String> reasons = new TreeSet<>();
        for (PackCase given : ALL) {
            if (sections.contains(given.section()) && given.expectsHarm() == harm) {
                Effect effect = effectOf(given);
                reasons.add(given.pack() + ": " + effect.operation() + ": " + effect.reason());
            }
        }
        return reasons;
    }

    /** Returns the worst effect of a case. */
    private static Effect effectOf(PackCase given) {
        HttpCall call = given.call();
        if (call == null) {
            return PACKS.effectOf(given.operation());
        }
        Effect worst = null;
        for (Effect effect :
                new HttpReader(PACKS, new GraphQlReader(PACKS, Limits.DEFAULT), Limits.DEFAULT).read(call)) {
            worst = worst == null || effect.reversibility().worse(worst.reversibility()) != worst.reversibility()
                    ? effect
                    : worst;
        }
        return Objects.requireNonNull(worst, "a request has an effect");
    }

    /** Returns the operations that a case is asked as. */
    private static List<Operation> operations(PackCase given) {
        HttpCall call = given.call();
        if (call == null) {
            return List.of(given.operation());
        }
        List<Operation> asked = new ArrayList<>();
        Knowledge listening = new Knowledge() {
            @Override
            public Effect effectOf(Operation operation) {
                asked.add(operation);
                return PACKS.effectOf(operation);
            }

            @Override
            public boolean speaksGraphQl(String host, String path) {
                return PACKS.speaksGraphQl(host, path);
            }
        };
        new HttpReader(listening, new GraphQlReader(listening, Limits.DEFAULT), Limits.DEFAULT).read(call);
        return asked;
    }

    private static Operation with(Operation operation, Map<String, @Nullable Object> arguments) {
        return new Operation(
                operation.protocol(),
                operation.host(),
                operation.path(),
                operation.type(),
                operation.name(),
                arguments,
                operation.evidence());
    }

    /** Returns copies in each of which another value, at any depth, is hidden. */
    private static List<Map<String, @Nullable Object>> withOneHidden(Map<?, ?> fields) {
        List<Map<String, @Nullable Object>> copies = new ArrayList<>();
        for (Object key : fields.keySet()) {
            copies.add(replaced(fields, key, Operation.UNRESOLVED));
            if (fields.get(key) instanceof Map<?, ?> inner) {
                withOneHidden(inner).forEach(copy -> copies.add(replaced(fields, key, copy)));
            }
        }
        return copies;
    }

    private static Map<String, @Nullable Object> replaced(Map<?, ?> fields, Object key, Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        fields.forEach((name, old) -> copy.put(String.valueOf(name), name.equals(key) ? value : old));
        return copy;
    }
}
