package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.rules.RuleKey.Dimension;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How and how much something is done: every condition that was set must hold, and within one condition one of its
 * values. What cannot be known before it runs meets a condition as {@code ASK} at most. Immutable.
 */
public final class ActionPattern implements Pattern {

    private final List<Glob> tools;
    private final List<CommandPattern> commands;
    private final List<FilePattern> paths;
    private final List<Glob> hosts;
    private final List<Bound> above;

    private ActionPattern(Builder builder) {
        tools = Glob.of(builder.tools);
        commands = builder.commands.stream().map(CommandPattern::new).toList();
        paths = builder.paths.stream().map(FilePattern::new).toList();
        hosts = Glob.of(builder.hosts);
        above = List.copyOf(builder.above);
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
        Verdict strongest = Verdict.DENY;
        for (Function<RuleInput, @Nullable Verdict> condition : conditions()) {
            Verdict verdict = condition.apply(input);
            if (verdict == null) {
                return null;
            }
            strongest = verdict.compareTo(strongest) < 0 ? verdict : strongest;
        }
        return strongest;
    }

    /** The cheap ones first. */
    private List<Function<RuleInput, @Nullable Verdict>> conditions() {
        return List.of(this::tool, this::host, this::path, this::above, this::command);
    }

    private @Nullable Verdict tool(RuleInput input) {
        String name = input.action().toolName();
        boolean matches = tools.isEmpty() || (name != null && tools.stream().anyMatch(glob -> glob.matches(name)));
        return matches ? Verdict.DENY : null;
    }

    private @Nullable Verdict host(RuleInput input) {
        String host = input.effect().host();
        boolean matches = hosts.isEmpty()
                || (host != null && hosts.stream().anyMatch(glob -> glob.matches(host) || glob.matches(name(host))));
        return matches ? Verdict.DENY : null;
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    private @Nullable Verdict path(RuleInput input) {
        Effect effect = input.effect();
        return paths.isEmpty() ? Verdict.DENY : strictest(paths, path -> path.strongest(effect));
    }

    private @Nullable Verdict above(RuleInput input) {
        return above.isEmpty() ? Verdict.DENY : strictest(above, bound -> bound.strongest(input));
    }

    private @Nullable Verdict command(RuleInput input) {
        return commands.isEmpty()
                ? Verdict.DENY
                : strictest(commands, command -> strictest(input.commands(), command::strongest));
    }

    private static <T> @Nullable Verdict strictest(List<T> all, Function<T, @Nullable Verdict> verdicts) {
        Verdict strictest = null;
        for (T one : all) {
            Verdict verdict = verdicts.apply(one);
            if (verdict == Verdict.DENY) {
                return verdict;
            }
            strictest = verdict == null ? strictest : verdict;
        }
        return strictest;
    }

    @Override
    public Set<RuleKey> keys() {
        if (!tools.isEmpty() && tools.stream().allMatch(Glob::isLiteral)) {
            return keys(Dimension.TOOL, tools.stream().map(Glob::pattern).toList());
        }
        List<String> programs = commands.stream().map(CommandPattern::program).toList();
        if (!programs.isEmpty() && programs.stream().noneMatch(name -> name.indexOf('*') >= 0)) {
            return keys(Dimension.PROGRAM, programs);
        }
        return paths.isEmpty() ? Set.of() : keys(Dimension.RESOURCE, List.copyOf(FilePattern.TYPES));
    }

    /** A file is looked up by its name, unless a tool or a program has to be there too. */
    @Override
    public Set<String> ownKeys() {
        if (paths.isEmpty() || !tools.isEmpty() || !commands.isEmpty()) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>();
        for (FilePattern path : paths) {
            Set<String> each = path.keys();
            if (each.isEmpty()) {
                return Set.of();
            }
            keys.addAll(each);
        }
        return keys;
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        return FilePattern.keysIn(input.effect(), askedFor);
    }

    private static Set<RuleKey> keys(Dimension dimension, List<String> values) {
        return values.stream().map(value -> new RuleKey(dimension, value)).collect(Collectors.toSet());
    }

    @Override
    public Reversibility least() {
        return paths.isEmpty() && above.isEmpty() ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE;
    }

    /** Says the conditions in words, for listings. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        addTo(words, "tool", tools.stream().map(Glob::pattern).toList());
        addTo(words, "host", hosts.stream().map(Glob::pattern).toList());
        addTo(words, "file", paths);
        addTo(words, "more than", above);
        addTo(words, "command", commands);
        return words.isEmpty() ? "anything" : String.join("; ", words);
    }

    private static void addTo(List<String> words, String what, List<?> values) {
        if (!values.isEmpty()) {
            words.add(what + " " + values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /** Builds an {@link ActionPattern}. Not safe for use by several threads. */
    public static final class Builder {

        private List<String> tools = List.of();
        private List<String> commands = List.of();
        private List<String> paths = List.of();
        private List<String> hosts = List.of();
        private List<Bound> above = List.of();

        private Builder() {}

        /**
         * Sets the tools.
         *
         * @param names names of tools, {@code *} for any characters
         * @return this builder
         */
        public Builder tools(List<String> names) {
            tools = names;
            return this;
        }

        /**
         * Sets the commands: a program and the words that it is given, {@code git push --force}. Options may stand in
         * between, and those that are named may stand anywhere.
         *
         * @param lines programs with words, {@code *} for any characters of one
         * @return this builder
         */
        public Builder commands(List<String> lines) {
            commands = lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
            return this;
        }

        /**
         * Sets the files that are written or deleted.
         *
         * @param names files, {@code *} for any characters; without a leading slash in any directory
         * @return this builder
         */
        public Builder paths(List<String> names) {
            paths = names;
            return this;
        }

        /**
         * Sets the hosts that something is sent to.
         *
         * @param names hosts, {@code *} for any characters; without a port at any
         * @return this builder
         */
        public Builder hosts(List<String> names) {
            hosts = names;
            return this;
        }

        /**
         * Sets what is too much; one of these has to be exceeded.
         *
         * @param bounds the largest that is not too much
         * @return this builder
         */
        public Builder above(List<Bound> bounds) {
            above = bounds;
            return this;
        }

        /**
         * Returns the pattern.
         *
         * @return the pattern
         * @throws IllegalArgumentException if a name is blank or longer than 200 characters
         */
        public ActionPattern build() {
            return new ActionPattern(this);
        }
    }
}
