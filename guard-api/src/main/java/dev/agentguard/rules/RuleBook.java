package dev.agentguard.rules;

import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All rules that hold, and what was read but is advice only. Immutable, safe for use by many threads. */
public final class RuleBook {

    private static final RuleBook EMPTY = new RuleBook(List.of(), List.of());

    private final List<Rule> rules;
    private final List<Advice> advice;
    private final Map<String, List<Integer>> byOperation = new HashMap<>();
    private final List<Integer> others = new ArrayList<>();

    private RuleBook(List<Rule> rules, List<Advice> advice) {
        this.rules = List.copyOf(rules);
        this.advice = List.copyOf(advice);
        for (int i = 0; i < this.rules.size(); i++) {
            List<String> names = this.rules.get(i).pattern().literalOperations();
            for (String name : Set.copyOf(names)) {
                byOperation.computeIfAbsent(name, unused -> new ArrayList<>()).add(i);
            }
            if (names.isEmpty()) {
                others.add(i);
            }
        }
    }

    /**
     * Returns the book without rules.
     *
     * @return the empty book
     */
    public static RuleBook empty() {
        return EMPTY;
    }

    /**
     * Returns a book of rules.
     *
     * @param rules the rules in the order in which they are reported
     * @return the book
     */
    public static RuleBook of(List<Rule> rules) {
        return new RuleBook(rules, List.of());
    }

    /**
     * Returns a book of rules and advice.
     *
     * @param rules the rules in the order in which they are reported
     * @param advice what is not enforced
     * @return the book
     */
    public static RuleBook of(List<Rule> rules, List<Advice> advice) {
        return new RuleBook(rules, advice);
    }

    /**
     * Returns a book with the rules of both; all of them hold.
     *
     * @param other the book whose rules come after this one's
     * @return the joined book
     */
    public RuleBook and(RuleBook other) {
        List<Rule> allRules = new ArrayList<>(rules);
        allRules.addAll(other.rules);
        List<Advice> allAdvice = new ArrayList<>(advice);
        allAdvice.addAll(other.advice);
        return new RuleBook(allRules, allAdvice);
    }

    /**
     * Returns the rules that are enforced.
     *
     * @return the rules in order
     */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * Returns what was read and is not enforced, each with the reason.
     *
     * @return the advice in order
     */
    public List<Advice> advice() {
        return advice;
    }

    /**
     * Returns the rules that speak to an effect.
     *
     * @param effect the effect
     * @param environments the environments its resource is proven to live in; empty if that is not known
     * @return the matches in the order of the rules
     */
    public List<RuleMatch> matching(Effect effect, Set<String> environments) {
        List<Integer> named = byOperation.getOrDefault(effect.operation().toLowerCase(Locale.ROOT), List.of());
        List<RuleMatch> matches = new ArrayList<>();
        int next = 0;
        for (int other : others) {
            for (; next < named.size() && named.get(next) < other; next++) {
                add(matches, named.get(next), effect, environments);
            }
            add(matches, other, effect, environments);
        }
        for (; next < named.size(); next++) {
            add(matches, named.get(next), effect, environments);
        }
        return List.copyOf(matches);
    }

    private void add(List<RuleMatch> matches, int index, Effect effect, Set<String> environments) {
        RuleMatch match = rules.get(index).match(effect, environments);
        if (match != null) {
            matches.add(match);
        }
    }
}
