package dev.agentguard;

import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Reason;
import java.util.List;
import java.util.Objects;

/** What a model or an exception says of a call that did not run. */
final class RefusalText {

    private static final int MOST_REASONS = 4;

    /** A model cannot do anything about what it read. */
    private static final String FOR_PEOPLE = "session.influenced";

    private RefusalText() {}

    static String refused(Decision decision) {
        return "refused by Guard, nothing was done: " + because(decision) + "; do not try the same by another way";
    }

    static String held(Decision decision, String id) {
        return "held by Guard for a human, nothing was done: request `" + id + "`: " + because(decision)
                + "; go on with other work, or tell the human that `java -jar guard.jar approve " + id
                + "` decides it; once approved, the identical call passes once";
    }

    static String unanswerable(Decision decision, String why) {
        return "refused by Guard, nothing was done: a human would have to decide, and " + why + ": "
                + because(decision);
    }

    static String failed(String what) {
        return "refused by Guard, nothing was done: " + what
                + "; what is not provably a read is held until a human has looked at it";
    }

    private static String because(Decision decision) {
        List<Reason> reasons = decision.reasons().stream()
                .filter(reason -> !reason.rule().equals(FOR_PEOPLE))
                .limit(MOST_REASONS)
                .toList();
        StringBuilder text = new StringBuilder();
        for (Reason reason : reasons) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(reason.text())
                    .append(" [")
                    .append(reason.rule());
            text.append(reason.evidence().isEmpty() ? "]" : ", " + reason.evidence() + "]");
        }
        List<String> instead = reasons.stream()
                .map(Reason::instead)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return instead.isEmpty() ? text.toString() : text + "; instead: " + String.join(", or ", instead);
    }
}
