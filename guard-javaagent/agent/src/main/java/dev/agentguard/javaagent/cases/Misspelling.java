package dev.agentguard.javaagent.cases;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was meant by one that is not known. */
final class Misspelling {

    private Misspelling() {}

    /** Returns the first name in order that differs in case or in a letter or two only, or null. */
    static @Nullable String of(String word, Collection<String> names) {
        String lower = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted()
                .filter(name -> name.length() > 2 && nearlyEqual(lower, name))
                .findFirst()
                .orElse(null);
    }

    private static boolean nearlyEqual(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int front = 0;
        while (front < shorter && a.charAt(front) == b.charAt(front)) {
            front++;
        }
        int back = 0;
        while (back < shorter - front && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
            back++;
        }
        int most = b.length() > 4 ? 2 : 1;
        return a.length() - front - back <= most && b.length() - front - back <= most;
    }
}
