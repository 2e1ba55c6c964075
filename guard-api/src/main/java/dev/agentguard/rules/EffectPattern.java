package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.RuleKey.Dimension;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which effects a rule speaks to: every condition that was set must hold, and within one condition one of its names.
 *
 * <p>What is not known is never taken as harmless, and not as proven either:
 *
 * <ul>
 *   <li>An effect of class {@code UNKNOWN} meets every condition on reversibility, but then the rule demands
 *       {@code ASK} at most. The one exception is a tool call of which nothing at all was understood, where the rule
 *       has no other condition on what is done: a rule about a class of effects would otherwise hold every tool.
 *   <li>Where nobody knows the environment, an effect that is recoverable or worse meets a condition on it, again as
 *       {@code ASK} at most.
 * </ul>
 *
 * Immutable.
 */
public final class EffectPattern implements Pattern {

    private static final int MOST_EXAMPLES = 6;

    private final List<Glob> operations;
    private final Subjects subjects;
    private final List<Glob> resources;
    private final List<Glob> environments;
    private final Set<Kind> kinds;
    private final @Nullable Reversibility reversibility;
    private final boolean destroyingRecovery;

    private EffectPattern(Builder builder) {
        operations = Glob.of(builder.operations);
        subjects = new Subjects(builder.subjects);
        destroyingRecovery = builder.destroyingRecovery;
        resources = Glob.of(builder.resources);
        environments = Glob.of(builder.environments);
        kinds = Set.copyOf(builder.kinds);
        reversibility = builder.reversibility;
    }

    /**
     * Starts a pattern without conditions.
     *
     * @return a builder, not safe for use by several threads
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        Effect effect = input.effect();
        if (!anyMatches(operations, effect.operation())
                || !anyMatches(resources, effect.resource().type())
                || (!kinds.isEmpty() && !kinds.contains(effect.kind()))
                || !subjects.areIn(input)
                || (destroyingRecovery && !effect.destroysRecovery())) {
            return null;
        }
        Certainty certainty = reversibilityMet(effect).and(environmentMet(effect, input.environments()));
        return switch (certainty) {
            case YES -> Verdict.DENY;
            case PERHAPS -> Verdict.ASK;
            case NO -> null;
        };
    }

    @Override
    public Set<RuleKey> keys() {
        if (!operations.isEmpty() && operations.stream().allMatch(Glob::isLiteral)) {
            return keys(Dimension.OPERATION, patterns(operations));
        }
        List<String> providers = patterns(operations).stream()
                .map(name -> name.substring(0, name.indexOf(':') + 1))
                .toList();
        if (!providers.isEmpty() && providers.stream().noneMatch(name -> name.length() < 2 || name.indexOf('*') >= 0)) {
            return keys(
                    Dimension.PROVIDER,
                    providers.stream()
                            .map(name -> name.substring(0, name.length() - 1))
                            .toList());
        }
        if (!subjects.words().isEmpty()) {
            return keys(Dimension.SUBJECT, subjects.words());
        }
        if (!resources.isEmpty() && resources.stream().allMatch(Glob::isLiteral)) {
            return keys(Dimension.RESOURCE, patterns(resources));
        }
        return keys(
                Dimension.KIND,
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public Reversibility least() {
        return destroyingRecovery || reversibility != null ? Reversibility.REVERSIBLE : Reversibility.READ_ONLY;
    }

    private static Set<RuleKey> keys(Dimension dimension, Collection<String> values) {
        return values.stream().map(value -> new RuleKey(dimension, value)).collect(Collectors.toSet());
    }

    private static List<String> patterns(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static boolean anyMatches(List<Glob> globs, String text) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(text));
    }

    private Certainty reversibilityMet(Effect effect) {
        if (reversibility == null || effect.reversibility() == reversibility) {
            return Certainty.YES;
        }
        if (effect.reversibility() == Reversibility.UNKNOWN) {
            return isOpaqueTool(effect) && saysNothingOfTheAct() ? Certainty.NO : Certainty.PERHAPS;
        }
        return effect.reversibility().compareTo(reversibility) > 0 ? Certainty.YES : Certainty.NO;
    }

    private Certainty environmentMet(Effect effect, Set<String> within) {
        String named = effect.environment();
        if (environments.isEmpty()
                || within.stream().anyMatch(name -> anyMatches(environments, name))
                || (named != null && anyMatches(environments, named))) {
            return Certainty.YES;
        }
        return within.isEmpty() && effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0
                ? Certainty.PERHAPS
                : Certainty.NO;
    }

    private boolean saysNothingOfTheAct() {
        return operations.isEmpty() && subjects.words().isEmpty() && resources.isEmpty();
    }

    private static boolean isOpaqueTool(Effect effect) {
        return effect.host() == null && effect.operation().startsWith("tool:");
    }

    /** Says the conditions in words, for listings. */
    @Override
    public List<String> examples() {
        List<String> all = new ArrayList<>();
        boolean destroys = reversibility != null && reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
        subjects.words().stream().sorted().limit(MOST_EXAMPLES).forEach(word -> {
            all.add("tool " + (destroys ? "delete_" : "update_") + word + " {}");
            all.add("http " + (destroys ? "DELETE" : "POST") + " https://api.example.com/v1/" + word + "s"
                    + (destroys ? "/1" : " {}"));
        });
        operations.stream()
                .map(Glob::pattern)
                .filter(name ->
                        name.startsWith("*:") && name.substring(2).chars().allMatch(Character::isLetter))
                .forEach(name -> all.add("http POST https://backboard.railway.com/graphql/v2 {\"query\":\"mutation { "
                        + name.substring(2) + "(id: \\\"x\\\") }\"}"));
        return all;
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (reversibility != null) {
            words.add(
                    reversibility == Reversibility.IRREVERSIBLE || reversibility == Reversibility.UNKNOWN
                            ? reversibility.name()
                            : reversibility + " or worse");
        }
        addTo(words, "operation", operations);
        addTo(words, "resource", resources);
        if (!subjects.words().isEmpty()) {
            words.add("about " + String.join(", ", new TreeSet<>(subjects.words())));
        }
        if (destroyingRecovery) {
            words.add("destroys the means of recovery");
        }
        if (!kinds.isEmpty()) {
            words.add("kind "
                    + String.join(", ", kinds.stream().map(Kind::name).sorted().toList()));
        }
        addTo(words, "environment", environments);
        return words.isEmpty() ? "anything" : String.join("; ", words);
    }

    private static void addTo(List<String> words, String what, List<Glob> globs) {
        if (!globs.isEmpty()) {
            words.add(what + " "
                    + String.join(", ", globs.stream().map(Glob::pattern).toList()));
        }
    }

    private enum Certainty {
        NO,
        PERHAPS,
        YES;

        Certainty and(Certainty other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }

    /** Builds an {@link EffectPattern}. Not safe for use by several threads. */
    public static final class Builder {

        private List<String> operations = List.of();
        private Set<String> subjects = Set.of();
        private boolean destroyingRecovery;
        private List<String> resources = List.of();
        private List<String> environments = List.of();
        private Set<Kind> kinds = Set.of();
        private @Nullable Reversibility reversibility;

        private Builder() {}

        /**
         * Sets the operations.
         *
         * @param names operation names, {@code *} for any characters
         * @return this builder
         */
        public Builder operations(List<String> names) {
            operations = names;
            return this;
        }

        /**
         * Sets what the effect must be about: one of these must be a word of its operation, of its resource's type, of
         * the requested path or of what goes with it.
         *
         * @param words nouns in the singular and in lower case
         * @return this builder
         */
        public Builder subjects(Set<String> words) {
            subjects = words;
            return this;
        }

        /**
         * Limits the pattern to effects that destroy the means of recovery.
         *
         * @return this builder
         */
        public Builder destroyingRecovery() {
            destroyingRecovery = true;
            return this;
        }

        /**
         * Sets the resource types.
         *
         * @param types resource types, {@code *} for any characters
         * @return this builder
         */
        public Builder resources(List<String> types) {
            resources = types;
            return this;
        }

        /**
         * Sets the environments.
         *
         * @param names environment names, {@code *} for any characters
         * @return this builder
         */
        public Builder environments(List<String> names) {
            environments = names;
            return this;
        }

        /**
         * Sets the kinds.
         *
         * @param values the kinds
         * @return this builder
         */
        public Builder kinds(Set<Kind> values) {
            kinds = values;
            return this;
        }

        /**
         * Sets the least class: {@code REVERSIBLE} means any write, {@code RECOVERABLE} that or worse,
         * {@code IRREVERSIBLE} that only, {@code UNKNOWN} only what was not understood.
         *
         * @param least the class
         * @return this builder
         */
        public Builder reversibility(Reversibility least) {
            reversibility = least;
            return this;
        }

        /**
         * Returns the pattern.
         *
         * @return the pattern
         * @throws IllegalArgumentException if a name is blank or longer than 200 characters
         */
        public EffectPattern build() {
            return new EffectPattern(this);
        }
    }
}
