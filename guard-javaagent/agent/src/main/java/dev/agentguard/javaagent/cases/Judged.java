package dev.agentguard.javaagent.cases;

import dev.agentguard.annotation.Reversibility;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case and what was made of it.
 *
 * @param given the case
 * @param reversibility the worst class among the effects of its action
 * @param because the effect that has it and where it was read
 * @param verdict what would be said to it; null if the case does not ask
 * @param seconds how long reading it took
 */
public record Judged(
        Case given,
        Reversibility reversibility,
        String because,
        @Nullable String verdict,
        double seconds) {

    /**
     * Returns what is wrong with it.
     *
     * @return the misses, worst first; empty if none
     */
    public Set<Miss> misses() {
        EnumSet<Miss> misses = EnumSet.noneOf(Miss.class);
        boolean destroys = judgedDestructive();
        boolean unknown = reversibility == Reversibility.UNKNOWN;
        if (unknown) {
            misses.add(Miss.UNRESOLVED);
        } else if (given.destructive() && !destroys) {
            misses.add(Miss.SILENT_PASS);
        } else if (!given.destructive() && destroys) {
            misses.add(Miss.FALSE_ALARM);
        }
        if (given.label() != Reversibility.READ_ONLY && reversibility == Reversibility.READ_ONLY) {
            misses.add(Miss.LOST_WRITE);
        }
        if (given.verdict() != null && !given.verdict().verdict().equals(verdict)) {
            misses.add(Miss.WRONG_VERDICT);
        }
        return misses;
    }

    /** Whether it was judged as it should be: by class, or where the label is in doubt by destructive-or-not. */
    boolean isExact() {
        return given.doubted()
                ? reversibility != Reversibility.UNKNOWN && judgedDestructive() == given.destructive()
                : reversibility == given.label();
    }

    boolean isToBeAllowed() {
        ExpectedVerdict expected = given.verdict();
        return expected != null && expected.verdict().equals(Evaluation.ALLOWED);
    }

    private boolean judgedDestructive() {
        return reversibility == Reversibility.RECOVERABLE || reversibility == Reversibility.IRREVERSIBLE;
    }
}
