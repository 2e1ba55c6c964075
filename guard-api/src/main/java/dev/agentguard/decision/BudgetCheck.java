package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.session.BudgetCount;
import java.util.ArrayList;
import java.util.List;

/** How much is too much before a human looks at it. Asked last: what is refused anyway uses nothing up. */
final class BudgetCheck {

    private BudgetCheck() {}

    static List<Finding> check(Facts facts) {
        List<BudgetCount> counts = facts.controls().budgets();
        if (counts.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (BudgetCount count : counts) {
            String source = count.budget().source();
            if (count.exceeds()) {
                findings.add(Finding.of(
                        Verdict.DENY,
                        count.budget().id(),
                        "this would take " + count.asked() + " after "
                                + count.used().toPlainString() + ", more than the budget of `" + count.budget() + "`",
                        source,
                        "stop, and tell the human; a human looks at what was done and thaws the session with `java -jar"
                                + " guard.jar thaw`"));
            } else if (count.isUnknown()) {
                findings.add(Finding.of(
                        Verdict.ASK,
                        count.budget().id(),
                        count.unknown() == null
                                ? "it does not say how much it is, and the budget of `" + count.budget() + "` is set"
                                : "what was used of the budget of `" + count.budget() + "` is not known: "
                                        + count.unknown(),
                        source,
                        null));
            }
        }
        return findings;
    }
}
