package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where it happens. What nobody knows is perhaps there, unless it only reads or is about this machine's own files; what
 * the action itself names is believed only where that tightens.
 *
 * @param names the kinds of environments that are meant
 * @param except whether all others are meant instead
 * @param from the least class that is perhaps there if nobody knows
 */
record Environments(Set<Environment> names, boolean except, Reversibility from) implements Condition {

    /** A kind of environment, with the words that mean it in sentences and in names. */
    @SuppressWarnings("ImmutableEnumChecker") // its lists are copies
    enum Environment {
        PRODUCTION("production", "prod", "live", "prd"),
        STAGING("staging", "stage", "stg", "uat", "preprod", "preproduction"),
        DEVELOPMENT("development", "dev", "develop"),
        TEST("test", "testing", "ci"),
        LOCAL("local", "localhost"),
        PREVIEW("preview", "sandbox");

        private final List<String> words;
        private final List<Glob> globs;

        Environment(String... words) {
            this.words = List.of(words);
            List<String> patterns = new ArrayList<>();
            for (String word : words) {
                for (String joint : List.of("-", "_", "/", ".")) {
                    patterns.addAll(List.of(word + joint + "*", "*" + joint + word, "*" + joint + word + joint + "*"));
                }
                patterns.add(word);
            }
            this.globs = Glob.of(patterns);
        }

        boolean isIn(String name) {
            return globs.stream().anyMatch(glob -> glob.matches(name));
        }

        static @Nullable Environment of(String word) {
            for (Environment environment : values()) {
                if (environment.words.contains(word)) {
                    return environment;
                }
            }
            return null;
        }
    }

    Environments {
        names = Set.copyOf(names);
    }

    @Override
    public Certainty in(RuleInput input) {
        Set<String> known = input.environments();
        if (!known.isEmpty()) {
            boolean there = known.stream().anyMatch(this::isMeant);
            return Certainty.of(except ? known.stream().anyMatch(name -> !isMeant(name)) : there);
        }
        List<String> told = told(input);
        if (told.stream().anyMatch(name -> isMeant(name) != except)) {
            return Certainty.YES;
        }
        if (!except && told.stream().anyMatch(Environments::isAny)) {
            return Certainty.NO;
        }
        boolean here = isOfThisMachine(input) && !names.contains(Environment.LOCAL);
        boolean less = input.effect().reversibility().compareTo(from) < 0;
        return less || (here && !except) ? Certainty.NO : Certainty.PERHAPS;
    }

    private boolean isMeant(String name) {
        return names.stream().anyMatch(environment -> environment.isIn(name));
    }

    /** What the action names that is plainly an environment: what it asks for, a namespace, a context. */
    private static List<String> told(RuleInput input) {
        List<String> told = new ArrayList<>();
        for (Place place : input.effect().places()) {
            String value = place.value();
            if (value != null) {
                told.add(value);
            }
        }
        input.commands().forEach(command -> NamedEnvironments.addTo(told, command));
        NamedEnvironments.addPaths(told, input);
        return told;
    }

    /** Whether the name is one of some environment. */
    private static boolean isAny(String name) {
        return Stream.of(Environment.values()).anyMatch(environment -> environment.isIn(name));
    }

    private static boolean isOfThisMachine(RuleInput input) {
        String operation = input.effect().operation();
        return operation.startsWith("local:") || operation.startsWith("git:");
    }

    @Override
    public String toString() {
        return (except ? "anywhere but in " : "in ")
                + String.join(
                        ", ",
                        new TreeSet<>(
                                names.stream().map(name -> name.words.get(0)).toList()));
    }
}
