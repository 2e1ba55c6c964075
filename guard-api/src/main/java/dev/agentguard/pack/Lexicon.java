package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which operations are read that no pack knows: data of {@code packs/generic/verbs.yaml}, compiled so that
 * a word is looked up once.
 */
final class Lexicon {

    private final Map<String, Reversibility> methods;
    private final List<Verbs> verbs;
    private final List<Relation> relations;
    private final Map<String, Set<String>> lists;
    private final Map<String, List<Verbs>> senses = new HashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final JoinedVerbs joined;
    private final Set<String> known = new HashSet<>();

    /**
     * Compiles a lexicon.
     *
     * @param methods the class of each HTTP method
     * @param verbs groups of verbs; of a word's groups the first that holds decides
     * @param relations what a path names that is no object of its own
     * @param lists other words by the name of their list
     * @param kinds the words that tell the kind of a thing, the first kind wins
     */
    Lexicon(
            Map<String, Reversibility> methods,
            List<Verbs> verbs,
            List<Relation> relations,
            Map<String, Set<String>> lists,
            Map<Kind, Set<String>> kinds) {
        this.methods = Map.copyOf(methods);
        this.verbs = List.copyOf(verbs);
        this.relations = List.copyOf(relations);
        this.lists = Map.copyOf(lists);
        List<String> joinable = new ArrayList<>();
        for (Verbs group : verbs) {
            for (String word : group.words()) {
                senses.computeIfAbsent(word, unseen -> new ArrayList<>(2)).add(group);
                boolean reads = group.as() == Verbs.As.VERB && group.reversibility() == Reversibility.READ_ONLY;
                if ((group.destroy() || reads) && word.length() >= JoinedVerbs.SHORTEST) {
                    joinable.add(word);
                }
            }
        }
        joined = new JoinedVerbs(joinable);
        known.addAll(senses.keySet());
        relations.forEach(relation -> {
            known.addAll(relation.things());
            known.addAll(relation.in());
            known.addAll(relation.notIn());
        });
        verbs.forEach(group -> {
            known.addAll(group.with());
            known.addAll(group.of());
        });
        kinds.values().forEach(known::addAll);
        kinds.forEach((kind, words) -> words.forEach(word -> this.kinds.putIfAbsent(word, kind)));
    }

    List<Verbs> verbs() {
        return verbs;
    }

    List<Relation> relations() {
        return relations;
    }

    /** Returns whether a word is hardly ever a noun. */
    boolean certain(String word) {
        for (Verbs group : senses(word)) {
            if (group.as() == Verbs.As.VERB) {
                return true;
            }
        }
        return false;
    }

    Map<String, Reversibility> methods() {
        return methods;
    }

    /** Returns whether a word, or its singular, stands anywhere in the file. */
    boolean knows(String word) {
        return within(known, word);
    }

    /** Returns whether a word stands in one of the lists of the file. */
    boolean in(String list, String word) {
        Set<String> words = lists.get(list);
        return words != null && words.contains(word);
    }

    /** Returns one of the lists of the file, empty if it has none of that name. */
    Set<String> list(String name) {
        return lists.getOrDefault(name, Set.of());
    }

    /** Returns the groups that a word stands in, also a long verb that is written together with its object. */
    List<Verbs> senses(String word) {
        List<Verbs> known = senses.get(word);
        if (known != null) {
            return known;
        }
        String verb = joined.in(word);
        if (verb == null) {
            verb = again(word) ? "update" : null;
        }
        return verb == null ? List.of() : senses.getOrDefault(verb, List.of());
    }

    /** Returns whether this word is a verb that destroys, wherever it stands. */
    boolean destroys(String word) {
        for (Verbs group : senses(word)) {
            if (group.destroy()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether this word is more than a change that the caller takes back in any of its meanings. */
    boolean mayHarm(String word) {
        return senses(word).stream().anyMatch(Verbs::harms);
    }

    /** Returns whether these words are nothing but verbs that destroy and words that do not matter. */
    boolean onlyDestroys(List<String> words) {
        boolean found = false;
        for (String word : words) {
            if (destroys(word)) {
                found = true;
            } else if (!in("modifiers", word)) {
                return false;
            }
        }
        return found;
    }

    /** Returns the kind that these words tell, {@code DATA} if none does. */
    Kind kindOf(List<String> words) {
        Kind kind = kind(words);
        return kind == null ? Kind.DATA : kind;
    }

    /** Returns the kind that these words tell, or null if none does. */
    @Nullable
    Kind kind(List<String> words) {
        Kind first = null;
        for (String word : words) {
            Kind kind = kinds.get(word);
            if (kind == null) {
                kind = kinds.get(singular(word));
            }
            if (kind != null && (first == null || kind.compareTo(first) < 0)) {
                first = kind;
            }
        }
        return first;
    }

    /** Returns the words without those that do not matter at both ends. */
    List<String> core(List<String> words) {
        int end = words.size();
        while (end > 1 && idle(words.get(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end - 1 && idle(words.get(start))) {
            start++;
        }
        return words.subList(start, end);
    }

    private boolean idle(String word) {
        return in("modifiers", word) && senses(word).isEmpty();
    }

    /** Returns whether a word, or its singular, stands among these. */
    static boolean within(Set<String> nouns, String word) {
        return nouns.contains(word) || (word.endsWith("s") && nouns.contains(singular(word)));
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("sses")
                || word.endsWith("xes")
                || word.endsWith("ches")
                || word.endsWith("shes")
                || word.endsWith("iases")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** {@code unresolve}, {@code rerequest}: a verb with its opposite or its repetition in front changes something. */
    private boolean again(String word) {
        if (word.length() < JoinedVerbs.SHORTEST || !(word.startsWith("un") || word.startsWith("re"))) {
            return false;
        }
        List<Verbs> groups = senses.getOrDefault(word.substring(2), List.of());
        return !groups.isEmpty() && groups.get(0).as() != Verbs.As.NOUN;
    }
}
