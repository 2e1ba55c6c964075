package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which operations are read that no pack knows: data of {@code packs/generic/verbs.yaml}.
 *
 * @param methods the class of each HTTP method
 * @param verbs groups of verbs and what they mean, the first of equal severity wins
 * @param done participles that mark something as destroyed when they are set as a flag or a state
 * @param modifiers words that do not matter at the end of a name
 * @param undo words beside which a destroying verb is taken back
 * @param settings words that make a flag a setting, not an act
 * @param operationKeys names of fields whose value names the operation
 * @param listKeys names of fields whose values are lists of names, such as events or permissions
 * @param selectionKeys names of fields that only select
 * @param codeKeys names of fields that hold a program
 * @param kinds the words that tell the kind of a thing
 */
record Lexicon(
        Map<String, Reversibility> methods,
        List<Verbs> verbs,
        Set<String> done,
        Set<String> modifiers,
        Set<String> undo,
        Set<String> settings,
        Set<String> operationKeys,
        Set<String> listKeys,
        Set<String> selectionKeys,
        Set<String> codeKeys,
        Map<Kind, Set<String>> kinds) {

    /**
     * Verbs of one meaning.
     *
     * @param words the verbs
     * @param anywhere whether they count anywhere in a name, else only as its first or last word
     * @param with words of which one must stand beside; empty if none need
     * @param without words of which none may stand beside
     * @param methods the HTTP methods it counts with; empty for any, and for names that are not those of a request
     * @param reversibility the class
     * @param kind the kind of thing that changes, or null if the rest of the name tells
     * @param reason why
     */
    record Verbs(
            Set<String> words,
            boolean anywhere,
            Set<String> with,
            Set<String> without,
            Set<String> methods,
            Reversibility reversibility,
            @Nullable Kind kind,
            String reason) {

        boolean destroy() {
            return anywhere && with.isEmpty() && reversibility == Reversibility.IRREVERSIBLE && kind == null;
        }
    }

    /**
     * What a name means.
     *
     * @param reversibility the class
     * @param kind the kind, or null if only the rest of the name tells
     * @param reason why
     */
    record Meaning(Reversibility reversibility, @Nullable Kind kind, String reason) {}

    /**
     * Returns the worst of what the verbs in a name mean, or null if there is none that matters.
     *
     * @param words the words of the name
     * @param beside words that stand around it
     * @param method the HTTP method, or empty if the name is not that of a request
     */
    @Nullable
    Meaning meaning(List<String> words, List<String> beside, String method) {
        List<String> core = withoutModifiers(words);
        if (undone(core)) {
            return null;
        }
        List<String> around = new ArrayList<>(beside);
        around.addAll(words);
        Meaning worst = null;
        for (Verbs group : verbs) {
            boolean counts = group.methods().isEmpty() || group.methods().contains(method);
            String verb = counts ? verbOf(group, core, around) : null;
            if (verb != null && (worst == null || worse(group.reversibility(), worst.reversibility()))) {
                worst = new Meaning(group.reversibility(), group.kind(), "`" + verb + "` " + group.reason());
            }
        }
        return worst;
    }

    private static boolean worse(Reversibility a, Reversibility b) {
        return a != b && a.worse(b) == a;
    }

    /** {@code cancelDelete}, {@code organizationCancelDelete}, {@code deletionCancel} with something in front. */
    private boolean undone(List<String> words) {
        for (int i = 0; i < words.size() - 1; i++) {
            boolean nextDestroys = destroys(words.get(i + 1));
            if (undo.contains(words.get(i)) && (nextDestroys || (i == 0 && !words.contains("and")))) {
                return words.stream().anyMatch(this::destroys);
            }
        }
        int last = words.size() - 1;
        return last > 0
                && undo.contains(words.get(last))
                && !destroys(words.get(0))
                && words.stream().anyMatch(this::destroys);
    }

    /** Returns whether these words are nothing but verbs that destroy and words that do not matter. */
    boolean onlyDestroys(List<String> words) {
        return !words.isEmpty()
                && words.stream().anyMatch(this::destroys)
                && words.stream().allMatch(word -> destroys(word) || modifiers.contains(word));
    }

    /** Returns whether this word is a verb that destroys, wherever it stands. */
    boolean destroys(String word) {
        return verbs.stream().anyMatch(group -> group.destroy() && holds(group.words(), word));
    }

    /** Returns the kind that these words tell, {@code DATA} if none does. */
    Kind kindOf(List<String> words) {
        return kinds.entrySet().stream()
                .filter(entry -> words.stream().anyMatch(word -> within(entry.getValue(), word)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.DATA);
    }

    private @Nullable String verbOf(Verbs group, List<String> words, List<String> beside) {
        boolean lacks = !group.with().isEmpty() && beside.stream().noneMatch(word -> within(group.with(), word));
        if (lacks || beside.stream().anyMatch(word -> within(group.without(), word))) {
            return null;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean verbPlace = group.anywhere() || i == 0 || i == words.size() - 1;
            if (verbPlace && (group.words().contains(word) || (group.destroy() && holds(group.words(), word)))) {
                return word;
            }
        }
        return null;
    }

    private List<String> withoutModifiers(List<String> words) {
        int end = words.size();
        while (end > 1 && modifiers.contains(words.get(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end - 1 && modifiers.contains(words.get(start))) {
            start++;
        }
        return words.subList(start, end);
    }

    /** Also finds a long verb that is written together with its object: {@code deleteuser}, {@code bulkdelete}. */
    private static boolean holds(Set<String> verbs, String word) {
        if (verbs.contains(word)) {
            return true;
        }
        return verbs.stream()
                .filter(verb -> verb.length() >= 6 && word.length() >= verb.length() + 3)
                .anyMatch(verb -> joined(verb, word));
    }

    private static boolean joined(String verb, String word) {
        boolean starts = word.startsWith(verb) && !word.endsWith("able");
        boolean ends = word.endsWith(verb) && !word.startsWith("un") && !word.startsWith("non");
        return starts || ends;
    }

    private static boolean within(Set<String> nouns, String word) {
        if (nouns.contains(word)) {
            return true;
        }
        String singular = word.endsWith("ies")
                ? word.substring(0, word.length() - 3) + "y"
                : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return nouns.contains(singular);
    }
}
