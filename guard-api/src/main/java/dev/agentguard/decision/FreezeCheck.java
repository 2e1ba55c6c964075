package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.freeze.Frozen;
import dev.agentguard.freeze.Glass;
import dev.agentguard.session.Budget;
import java.util.ArrayList;
import java.util.List;

/** What a human stopped is stopped, whatever else was said; for whom a human broke the glass, nobody is asked. */
final class FreezeCheck {

    static final String ID = "guard.frozen";

    private FreezeCheck() {}

    static List<Finding> check(Facts facts) {
        Frozen frozen = facts.controls().frozen();
        if (frozen == null || (!frozen.reads() && facts.onlyRead())) {
            return List.of();
        }
        // whose budget is used up is frozen by it
        String rule = frozen.by().startsWith(Budget.ID) ? frozen.by() : ID;
        String instead = frozen.unknown() == null
                ? "stop, and tell the human; a human thaws it with `java -jar guard.jar thaw "
                        + frozen.scope().option() + "`"
                : "stop, and tell the human to look at `java -jar guard.jar frozen`";
        return List.of(Finding.of(
                Verdict.DENY, rule, frozen.text(), frozen.id().isEmpty() ? "" : "freeze " + frozen.id(), instead));
    }

    /** Returns the reasons why nobody is asked after all. */
    static List<Reason> unasked(Glass glass, List<Reason> asked) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason("guard.break-glass", glass.text(), "entry " + glass.id(), null));
        reasons.addAll(asked);
        return reasons;
    }
}
