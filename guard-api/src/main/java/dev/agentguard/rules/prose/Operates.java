package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Glob;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleKey.Dimension;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The effect has one of these operations. One of unknown class is meant too, but where destruction is asked for only
 * perhaps.
 *
 * @param operations their names
 * @param least the least class
 */
record Operates(List<Glob> operations, Reversibility least) implements Condition {

    Operates {
        operations = Stream.concat(operations.stream(), operations.stream().flatMap(Operates::others))
                .distinct()
                .toList();
    }

    /** The same under the name of another program: {@code docker-compose down} is {@code docker compose down}. */
    private static Stream<Glob> others(Glob glob) {
        String name = glob.pattern();
        return name.startsWith("docker:compose-")
                ? Stream.of(new Glob("docker-compose:" + name.substring("docker:compose-".length())))
                : name.equals("flyway:clean")
                        ? Stream.of(new Glob("mvn:flyway:clean"), new Glob("gradle:flywayclean"))
                        : Stream.empty();
    }

    static Condition writing(String... operations) {
        return new Operates(Glob.of(List.of(operations)), Reversibility.REVERSIBLE);
    }

    static Condition destroying(String... operations) {
        return new Operates(Glob.of(List.of(operations)), Reversibility.RECOVERABLE);
    }

    @Override
    public Certainty in(RuleInput input) {
        Reversibility found = input.effect().reversibility();
        String operation = input.effect().operation();
        if (found.compareTo(least) < 0 || operations.stream().noneMatch(glob -> glob.matches(operation))) {
            return Certainty.NO;
        }
        return found == Reversibility.UNKNOWN && least.compareTo(Reversibility.REVERSIBLE) > 0
                ? Certainty.PERHAPS
                : Certainty.YES;
    }

    @Override
    public Set<RuleKey> keys() {
        if (operations.stream().allMatch(Glob::isLiteral)) {
            return operations.stream()
                    .map(glob -> new RuleKey(Dimension.OPERATION, glob.pattern()))
                    .collect(Collectors.toSet());
        }
        Set<String> providers = operations.stream()
                .map(glob ->
                        glob.pattern().substring(0, Math.max(0, glob.pattern().indexOf(':'))))
                .collect(Collectors.toSet());
        return providers.stream().anyMatch(name -> name.isEmpty() || name.indexOf('*') >= 0)
                ? Set.of()
                : providers.stream()
                        .map(name -> new RuleKey(Dimension.PROVIDER, name))
                        .collect(Collectors.toSet());
    }

    @Override
    public List<String> examples() {
        return operations.stream()
                .flatMap(operation -> Example.ofOperation(operation.pattern()).stream())
                .toList();
    }

    @Override
    public String toString() {
        return "operation "
                + operations.stream().map(Glob::pattern).collect(Collectors.joining(", "))
                + (least == Reversibility.RECOVERABLE ? ", RECOVERABLE or worse" : "");
    }
}
