package dev.agentguard.rules;

import java.util.Locale;
import java.util.Set;

/** The words of names in snake, kebab or camel case, and of words what all their forms have in common. */
public final class Stems {

    private static final int LONGEST = 500;
    private static final int SHORT = 4;

    private Stems() {}

    /**
     * Returns what the forms of a word have in common: the same for {@code schedules}, {@code scheduled} and
     * {@code scheduling}. It need not be a word itself.
     *
     * @param word a word in any case
     * @return its stem, in lower case
     */
    public static String of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String stem = lower.endsWith("uses") && lower.length() > SHORT + 1
                ? lower.substring(0, lower.length() - 2)
                : lower.endsWith("us") ? lower : Nouns.singular(lower);
        if (stem.endsWith("ied") && stem.length() > SHORT) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("ing") && stem.length() > SHORT + 1) {
            stem = stem.substring(0, stem.length() - 3);
        } else if (stem.endsWith("ed") && stem.length() > SHORT) {
            stem = stem.substring(0, stem.length() - 2);
        }
        if (stem.endsWith("e") && stem.length() >= SHORT) {
            stem = stem.substring(0, stem.length() - 1);
        }
        int last = stem.length() - 1;
        boolean doubled =
                last > 1 && stem.charAt(last) == stem.charAt(last - 1) && Character.isLetter(stem.charAt(last));
        return doubled ? stem.substring(0, last) : stem;
    }

    /**
     * Adds the stems of the words that a name consists of; numbers count as words. What capitals alone join counts as one
     * word too: {@code PagerDuty} is {@code pagerduty}.
     *
     * @param name the name, of which a beginning is read
     * @param stems where they go
     */
    public static void addTo(Set<String> stems, String name) {
        int end = Math.min(name.length(), LONGEST);
        int start = 0;
        int run = 0;
        for (int i = 0; i <= end; i++) {
            boolean gap = i == end || !Character.isLetterOrDigit(name.charAt(i));
            if (gap || isHump(name, i)) {
                if (i > start) {
                    stems.add(of(name.substring(start, i)));
                }
                start = gap ? i + 1 : i;
            }
            if (gap) {
                if (i > run) {
                    stems.add(of(name.substring(run, i)));
                }
                run = i + 1;
            }
        }
    }

    private static boolean isHump(String name, int i) {
        return i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
    }
}
