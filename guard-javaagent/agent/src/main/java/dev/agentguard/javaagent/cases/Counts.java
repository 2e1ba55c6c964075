package dev.agentguard.javaagent.cases;

import java.util.EnumMap;
import java.util.Map;

/** What was counted over some cases. Not safe for use by several threads. */
public final class Counts {

    private int cases;
    private int destructive;
    private int unresolvedDestructive;
    private int exact;
    private double seconds;
    private final Map<Miss, Integer> misses = new EnumMap<>(Miss.class);

    Counts() {}

    void add(Judged judged) {
        cases++;
        seconds += judged.seconds();
        exact += judged.isExact() ? 1 : 0;
        judged.misses().forEach(miss -> misses.merge(miss, 1, Integer::sum));
        if (judged.given().destructive()) {
            destructive++;
            unresolvedDestructive += judged.misses().contains(Miss.UNRESOLVED) ? 1 : 0;
        }
    }

    /**
     * Returns the number of cases.
     *
     * @return the number
     */
    public int cases() {
        return cases;
    }

    /**
     * Returns the number of cases that destroy.
     *
     * @return the number
     */
    public int destructive() {
        return destructive;
    }

    /**
     * Returns the number of cases that do not destroy.
     *
     * @return the number
     */
    public int harmless() {
        return cases - destructive;
    }

    /**
     * Returns how often something was wrong.
     *
     * @param miss what
     * @return the number of cases
     */
    public int of(Miss miss) {
        return misses.getOrDefault(miss, 0);
    }

    /**
     * Returns the number of cases that destroy and were judged UNKNOWN.
     *
     * @return the number
     */
    public int unresolvedDestructive() {
        return unresolvedDestructive;
    }

    /**
     * Returns the number of cases that do not destroy and were judged UNKNOWN.
     *
     * @return the number
     */
    public int unresolvedHarmless() {
        return of(Miss.UNRESOLVED) - unresolvedDestructive;
    }

    /**
     * Returns the number of cases whose class is right; where the label is in doubt, destructive-or-not is.
     *
     * @return the number
     */
    public int exact() {
        return exact;
    }

    /**
     * Returns how long reading the cases took.
     *
     * @return the time in seconds
     */
    public double seconds() {
        return seconds;
    }

    /**
     * Returns the share of what destroys that was judged to destroy.
     *
     * @return from 0 to 1; 1 if nothing destroys
     */
    public double recall() {
        return 1 - share(of(Miss.SILENT_PASS) + unresolvedDestructive, destructive);
    }

    /**
     * Returns a part of a whole.
     *
     * @param part the part
     * @param whole the whole
     * @return from 0 to 1; 0 if the whole is nothing
     */
    public static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
