package dev.agentguard.pack;

import dev.agentguard.effect.Kept;
import dev.agentguard.pack.ArgumentKey.Flag;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the names of arguments, and keeps what it read: the same few names come again and again. */
final class ArgumentKeys {

    private static final int LONGEST = 200;

    /** Words in front of a flag's own word. */
    private static final Set<String> PREFIXES = Set.of(
            "is", "in", "has", "set", "mark", "should", "do", "force", "also", "hard", "and", "permanently", "to");

    private final Lexicon lexicon;
    private final NameReading names;
    private final Set<String> selections;
    private final Set<String> collections;
    private final Set<String> operations;
    private final Set<String> acts;
    private final Set<String> named;
    private final Set<String> tried;
    private final Set<String> forGood;
    private final Set<String> done;
    private final Set<String> settings;
    private final Set<String> flagVerbs;
    private final Set<String> flagThings;
    private final Kept<ArgumentKey> keys = new Kept<>(this::read);

    ArgumentKeys(Lexicon lexicon, NameReading names) {
        this.lexicon = lexicon;
        this.names = names;
        this.selections = lexicon.list("selection-keys");
        this.collections = lexicon.list("list-keys");
        this.operations = lexicon.list("operation-keys");
        this.acts = lexicon.list("act-keys");
        this.named = lexicon.list("named-acts");
        this.tried = lexicon.list("tried");
        this.forGood = lexicon.list("for-good");
        this.done = lexicon.list("done");
        this.settings = lexicon.list("settings");
        this.flagVerbs = lexicon.list("flag-verbs");
        this.flagThings = lexicon.list("flag-things");
    }

    ArgumentKey of(String name) {
        return keys.of(name);
    }

    private ArgumentKey read(String name) {
        List<String> words = Words.split(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        String joined = words.size() == 1 ? last : String.join("", words);
        List<String> rest = withoutPrefixes(words);
        boolean operation =
                operations.contains(last) || operations.contains(name.toLowerCase(Locale.ROOT)) || names(words);
        return new ArgumentKey(
                flag(rest),
                rest.size() == 1,
                selections.contains(last) || collections.contains(last) || name.equals("_set"),
                last.equals("force") && words.size() == 1,
                words.size() > 1 && words.get(0).equals("remove"),
                operation,
                acts.contains(last) || names(words),
                tried.contains(joined),
                forGood.contains(joined));
    }

    /** {@code operation_name}; a function or a procedure has a name of somebody's own. */
    private boolean names(List<String> words) {
        return words.size() == 2 && words.get(1).equals("name") && named.contains(words.get(0));
    }

    private Flag flag(List<String> words) {
        if (words.isEmpty()) {
            return Flag.NEVER;
        }
        String first = words.get(0);
        if (done.contains(first)) {
            boolean time = words.get(words.size() - 1).equals("at");
            return time ? Flag.TIME : sets(words) ? Flag.NEVER : Flag.STATE;
        }
        if (flagVerbs.contains(first) && flagThings.containsAll(words.subList(1, words.size()))) {
            return Flag.STATE;
        }
        if (!lexicon.destroys(first) || sets(words) || (words.size() > 1 && !destroys(words))) {
            return Flag.NEVER;
        }
        return first.equals("remove") ? Flag.REMOVE : Flag.ACT;
    }

    /** {@code deleteProtection}: about a destruction, not one. */
    private boolean sets(List<String> words) {
        for (String word : words) {
            if (settings.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean destroys(List<String> words) {
        Meaning meaning = names.of(words);
        return meaning != null && meaning.harms();
    }

    private static List<String> withoutPrefixes(List<String> words) {
        int start = 0;
        while (start < words.size() && PREFIXES.contains(words.get(start))) {
            start++;
        }
        return words.subList(start, words.size());
    }
}
