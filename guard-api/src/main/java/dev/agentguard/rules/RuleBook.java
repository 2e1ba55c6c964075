package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All rules that hold, and what was read but is advice only. Immutable, safe for use by many threads. */
public final class RuleBook {

    /** So many rules at most hold after files changed time and again. */
    private static final int MOST = 50_000;

    private static final RuleBook EMPTY = new RuleBook(List.of(), List.of());

    private final List<Rule> rules;
    private final List<Advice> advice;
    private final RuleIndex index;

    private RuleBook(List<Rule> rules, List<Advice> advice) {
        this.rules = List.copyOf(rules);
        this.advice = List.copyOf(advice);
        this.index = new RuleIndex(this.rules);
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
     * Returns a book with the rules of this one and those of a later reading of the same files that are new. What was
     * said before holds on.
     *
     * @param later the later reading
     * @return the joined book, this one if nothing is new
     */
    public RuleBook joined(RuleBook later) {
        Set<Said> said = new HashSet<>();
        rules.forEach(rule -> said.add(Said.of(rule)));
        List<Rule> added = later.rules.stream()
                .filter(rule -> said.add(Said.of(rule)))
                .limit(Math.max(0, MOST - rules.size()))
                .toList();
        return added.isEmpty() ? this : and(new RuleBook(added, List.of()));
    }

    private record Said(RuleMatch.Verdict verdict, Class<?> type, String conditions, String text) {
        static Said of(Rule rule) {
            return new Said(
                    rule.verdict(), rule.pattern().getClass(), rule.pattern().toString(), rule.text());
        }
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
     * Returns the rules that speak to an effect. Of several that say the same, only the first does.
     *
     * @param input the effect and what is known around it
     * @return the matches in the order of the rules
     */
    public List<RuleMatch> matching(RuleInput input) {
        return index.matching(input);
    }

    /**
     * Returns whether no rule can speak to effects of a class.
     *
     * @param reversibility the class
     * @return true if none can
     */
    public boolean isSilentOn(Reversibility reversibility) {
        return index.isSilentOn(reversibility);
    }
}
