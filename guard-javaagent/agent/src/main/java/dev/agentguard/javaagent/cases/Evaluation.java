package dev.agentguard.javaagent.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts over all cases, by kind and by provider, and what went wrong. Not safe for use by several threads. */
public final class Evaluation {

    /** More than anybody reads; what is beyond is counted only. */
    private static final int MOST_MISSES = 20_000;

    static final String ALLOWED = "allow";

    private final Map<Kind, Counts> kinds = new EnumMap<>(Kind.class);
    private final Map<Kind, Counts> doubted = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Counts>> providers = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Counts>> doubtedProviders = new EnumMap<>(Kind.class);
    private final List<Judged> misses = new ArrayList<>();
    private int verdicts;
    private int wrongVerdicts;
    private int holdsHarmless;
    private int letsThrough;

    /** Creates an evaluation of nothing. */
    public Evaluation() {}

    /**
     * Counts a case.
     *
     * @param judged the case and what was made of it
     */
    public void add(Judged judged) {
        Case given = judged.given();
        boolean doubt = given.doubted();
        (doubt ? doubted : kinds)
                .computeIfAbsent(given.kind(), kind -> new Counts())
                .add(judged);
        (doubt ? doubtedProviders : providers)
                .computeIfAbsent(given.kind(), kind -> new TreeMap<>())
                .computeIfAbsent(given.provider(), provider -> new Counts())
                .add(judged);
        verdicts += given.verdict() == null ? 0 : 1;
        if (judged.misses().contains(Miss.WRONG_VERDICT)) {
            wrongVerdicts++;
            holdsHarmless += judged.isToBeAllowed() ? 1 : 0;
            letsThrough += ALLOWED.equals(judged.verdict()) ? 1 : 0;
        }
        if ((!judged.misses().isEmpty() || !judged.isExact()) && misses.size() < MOST_MISSES) {
            misses.add(judged);
        }
    }

    /**
     * Returns the counts of cases whose label is not in doubt.
     *
     * @return the counts by kind
     */
    public Map<Kind, Counts> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /**
     * Returns the counts of cases whose label is in doubt.
     *
     * @return the counts by kind
     */
    public Map<Kind, Counts> doubted() {
        return Collections.unmodifiableMap(doubted);
    }

    /**
     * Returns the counts by provider.
     *
     * @param kind the kind
     * @param inDoubt whether of cases whose label is in doubt, or of the others
     * @return the counts by provider, in the order of their names
     */
    public Map<String, Counts> providers(Kind kind, boolean inDoubt) {
        return Collections.unmodifiableMap((inDoubt ? doubtedProviders : providers).getOrDefault(kind, Map.of()));
    }

    /**
     * Returns the number of cases that name a verdict.
     *
     * @return the number
     */
    public int verdicts() {
        return verdicts;
    }

    /**
     * Returns the number of cases that name a verdict and would get another one.
     *
     * @return the number
     */
    public int wrongVerdicts() {
        return wrongVerdicts;
    }

    /**
     * Returns the number of cases that should be allowed and would be held or refused.
     *
     * @return the number
     */
    public int holdsHarmless() {
        return holdsHarmless;
    }

    /**
     * Returns the number of cases that should be held or refused and would be allowed.
     *
     * @return the number
     */
    public int letsThrough() {
        return letsThrough;
    }

    /**
     * Returns the cases whose class is not the one of the label, or, where that is in doubt, whose destructive-or-not is
     * not; and those with the wrong verdict.
     *
     * @return the cases in the order in which they were judged
     */
    public List<Judged> misses() {
        return Collections.unmodifiableList(misses);
    }
}
