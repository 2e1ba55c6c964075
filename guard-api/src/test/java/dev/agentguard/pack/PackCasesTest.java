package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the shipped packs against its cases, which are data beside it. */
class PackCasesTest {

    private static final Packs PACKS = Packs.shipped();

    static Stream<PackCase> cases() {
        return Stream.concat(railway().stream(), PackCase.read("generic/verbs.cases.yaml").stream());
    }

    private static List<PackCase> railway() {
        return PackCase.read("railway/graphql.cases.yaml");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseHasItsEffect(PackCase given) {
        Effect effect = PACKS.effectOf(given.operation());

        assertThat(given.actual(effect)).as(effect.reason()).isEqualTo(given.expected());
        assertThat(effect.evidence()).isEqualTo(given.operation().evidence());
        assertThat(effect.host()).isEqualTo(given.operation().host());
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
        for (Map<String, @Nullable Object> hidden :
                withOneHidden(given.operation().arguments())) {
            Effect effect = PACKS.effectOf(with(given.operation(), hidden));

            assertThat(PackCase.harmful(effect.reversibility()))
                    .as("%s, with %s", effect.reason(), hidden)
                    .isTrue();
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
        return PACKS.all().stream()
                .flatMap(pack -> pack.operations().get("mutation").entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> reasons(Set<String> sections, boolean harm) {
        Set<String> reasons = new TreeSet<>();
        for (PackCase given : railway()) {
            if (sections.contains(given.section()) && given.expectsHarm() == harm) {
                Effect effect = PACKS.effectOf(given.operation());
                reasons.add(given.operation().name() + ": " + effect.reason());
            }
        }
        return reasons;
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
