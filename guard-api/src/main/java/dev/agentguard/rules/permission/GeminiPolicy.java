package dev.agentguard.rules.permission;

import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.permission.GeminiRule.Decision;
import dev.agentguard.rules.permission.GeminiRule.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rules of all policies: of those that match a call the one with the highest priority decides. */
final class GeminiPolicy {

    private final List<GeminiRule> rules;
    private final List<Integer> above = new ArrayList<>();
    private final Places places;

    GeminiPolicy(List<GeminiRule> rules, Places places) {
        this.rules = rules.stream()
                .sorted(Comparator.comparing(GeminiRule::priority).reversed().thenComparing(GeminiRule::decision))
                .toList();
        this.places = places;
        int said = 1;
        for (GeminiRule rule : this.rules) {
            above.add(said);
            said = 31 * said + rule.toString().hashCode();
        }
    }

    List<GeminiRule> rules() {
        return rules;
    }

    List<GeminiCall> calls(RuleInput input) {
        return GeminiCall.of(input, places);
    }

    /** Returns how surely a rule decides a call, that is matches it and no rule above it does. */
    Match decides(GeminiRule rule, GeminiCall call) {
        boolean web = rule.speaksOfArguments() && rule.tools().stream().anyMatch(Wildcard::isLiteral);
        Match match = call.direct() && !web ? Match.NO : rule.matches(call);
        return match == Match.NO || above(rule, call) != null ? Match.NO : match;
    }

    /** Returns the rule that decides a call instead of this one; Guard has no modes, so it must hold in all of this one's. */
    private @Nullable GeminiRule above(GeminiRule rule, GeminiCall call) {
        for (GeminiRule other : rules) {
            if (other.equals(rule)) {
                return null;
            }
            if (other.modes().containsAll(rule.modes()) && other.matches(call) == Match.YES) {
                return other;
            }
        }
        return null;
    }

    /** What stands above a rule and may be an exception to it, in short; empty if nothing does. */
    String exceptions(GeminiRule rule) {
        int at = rules.indexOf(rule);
        return at <= 0
                ? ""
                : ", unless one of " + at + " above it decides (" + Integer.toHexString(above.get(at)) + ")";
    }

    /** Whether an allow above a rule lets something pass that the action is. */
    boolean isExcepted(GeminiRule rule, RuleInput input) {
        for (GeminiCall call : calls(input)) {
            GeminiRule other = above(rule, call);
            if (other != null && other.decision() == Decision.ALLOW) {
                return true;
            }
        }
        return false;
    }
}
