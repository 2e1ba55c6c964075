package dev.agentguard.rules;

import dev.agentguard.effect.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Nouns that an effect may be about. They are looked for as whole words of names in camel case, with hyphens or in
 * paths, so that {@code profile} is not about files.
 */
record Subjects(Set<String> words) {

    /** From this length on a noun is also found inside a word, as in {@code deletedatabase}. */
    private static final int UNMISTAKABLE = 6;

    private static final int LONGEST = 2_000;

    private static final List<String> PREPOSITIONS =
            List.of(" in ", " of ", " on ", " that ", " for ", " from ", " with ");

    Subjects {
        words = Set.copyOf(words);
    }

    boolean areIn(Effect effect) {
        String id = effect.resource().id();
        String path = id != null && effect.resource().type().startsWith("http:") ? id : "";
        return words.isEmpty()
                || areIn(effect.operation())
                || areIn(effect.resource().type())
                || areIn(path)
                || effect.cascades().stream().anyMatch(cascade -> areIn(head(cascade)));
    }

    /** "its instances in every environment" are instances, not environments. */
    private static String head(String cascade) {
        int end = cascade.length();
        for (String preposition : PREPOSITIONS) {
            int at = cascade.indexOf(preposition);
            end = at > 0 ? Math.min(end, at) : end;
        }
        return cascade.substring(0, end);
    }

    private boolean areIn(String name) {
        int end = Math.min(name.length(), LONGEST);
        int start = 0;
        for (int i = 0; i <= end; i++) {
            boolean boundary = i == end || !Character.isLetterOrDigit(name.charAt(i)) || isHump(name, i);
            if (boundary) {
                if (i > start && isSubject(name.substring(start, i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                start = i < end && Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
            }
        }
        return false;
    }

    private static boolean isHump(String name, int i) {
        return i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
    }

    private boolean isSubject(String word) {
        return words.contains(word)
                || words.contains(Nouns.singular(word))
                || words.stream().anyMatch(noun -> noun.length() >= UNMISTAKABLE && word.contains(noun));
    }
}
