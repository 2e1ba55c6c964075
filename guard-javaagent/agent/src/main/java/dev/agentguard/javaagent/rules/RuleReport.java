package dev.agentguard.javaagent.rules;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a project enforce and what they only advise.
 *
 * @param enforced the rules, each with an action that it was seen to stop
 * @param advice what is not enforced, with the reason
 */
public record RuleReport(List<Enforced> enforced, List<Advice> advice) {

    private static final CallContext TOOL = new CallContext("rules", Origin.TOOL);
    private static final Set<String> MEANT = Set.of("rm", "git", "kubectl", "docker", "terraform", "psql");

    /** Copies the lists. */
    public RuleReport {
        enforced = List.copyOf(enforced);
        advice = List.copyOf(advice);
    }

    /**
     * A rule.
     *
     * @param rule the rule
     * @param example an action that it stops, as a person writes it, or null if none is known
     */
    public record Enforced(Rule rule, @Nullable String example) {}

    /**
     * Finds out what the rules of a configuration do.
     *
     * @param config the configuration with its rule files
     * @return the report
     */
    public static RuleReport of(GuardConfig config) {
        Map<String, Said> said = new HashMap<>();
        config.rules().forEach(rule -> said.put(rule.id(), Said.of(rule)));
        Map<Said, String> found = new HashMap<>();
        try (Guard guard = Guard.builder().config(config).build()) {
            Search search = new Search(guard, said, found);
            for (Rule rule : config.rules()) {
                search.through(own(rule), Set.of(Said.of(rule)));
            }
            search.through(Examples.all(), Set.copyOf(said.values()));
        }
        return new RuleReport(
                config.rules().stream()
                        .map(rule -> new Enforced(rule, found.get(Said.of(rule))))
                        .toList(),
                config.ruleBook().advice());
    }

    /**
     * Returns what rules say to an action.
     *
     * @param guard the guard with the rules
     * @param example the action
     * @return the matches of all its effects
     */
    public static List<RuleMatch> matches(Guard guard, ExampleAction example) {
        return guard.explain(example.action(), TOOL).facts().effects().stream()
                .flatMap(effect -> effect.rules().stream())
                .distinct()
                .toList();
    }

    /**
     * Looks for an action that each rule stops.
     *
     * @param guard judges the actions
     * @param said what the rules say, by their ids
     * @param found what was found, one for rules that say the same
     */
    private record Search(Guard guard, Map<String, Said> said, Map<Said, String> found) {

        /** Tries actions until there is one for each that is wanted. */
        void through(List<ExampleAction> examples, Set<Said> wanted) {
            for (ExampleAction example : examples) {
                if (found.keySet().containsAll(wanted)) {
                    return;
                }
                for (RuleMatch match : matches(guard, example)) {
                    Said conditions = said.get(match.id());
                    if (conditions != null) {
                        found.putIfAbsent(conditions, example.text());
                    }
                }
            }
        }
    }

    /** What a sentence shows, and what its reading was made for. */
    private static List<ExampleAction> own(Rule rule) {
        List<ExampleAction> own = new ArrayList<>(codeOf(rule.text()));
        rule.pattern().examples().stream()
                .map(Examples::of)
                .filter(Objects::nonNull)
                .forEach(own::add);
        return own;
    }

    /** The command lines that a sentence shows. */
    private static List<ExampleAction> codeOf(String text) {
        List<ExampleAction> code = new ArrayList<>();
        String[] parts = text.split("`", -1);
        for (int i = 1; i < parts.length - 1; i += 2) {
            String line = parts[i].strip();
            if (line.indexOf(' ') > 0 || MEANT.contains(line)) {
                code.add(ExampleAction.of(ExampleAction.Form.SHELL, line));
            }
        }
        return code;
    }

    /** Rules that say the same are asked once; what one stops all of them stop. */
    private record Said(Class<?> type, String conditions, RuleMatch.Verdict verdict) {
        static Said of(Rule rule) {
            return new Said(rule.pattern().getClass(), rule.pattern().toString(), rule.verdict());
        }
    }
}
