package dev.agentguard.rules;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import java.util.HashSet;
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

    /** So many words of a command say what it is about: {@code doctl compute domain records}. */
    private static final int SUBCOMMANDS = 4;

    /** In longer words only the beginning is searched for nouns. */
    private static final int LONGEST_WORD = 60;

    /** So many nouns are looked for one by one; more by what the word holds. */
    private static final int FEW = 30;

    private static final List<String> PREPOSITIONS =
            List.of(" in ", " of ", " on ", " that ", " for ", " from ", " with ");

    Subjects {
        words = Set.copyOf(words);
    }

    boolean areIn(RuleInput input) {
        return words.isEmpty() || !in(input, words).isEmpty();
    }

    /** Returns the nouns of those asked for that an effect is about; a program that nobody knows says so in its words. */
    static Set<String> in(RuleInput input, Set<String> askedFor) {
        Set<String> found = in(input.effect(), askedFor);
        if (ActionWords.isGuessed(input.effect())) {
            for (Command command : input.commands()) {
                command.arguments().stream()
                        .map(Word::text)
                        .takeWhile(text -> !text.startsWith("-"))
                        .limit(SUBCOMMANDS)
                        .filter(Subjects::isSubcommand)
                        .forEach(text -> addFrom(text, askedFor, found));
            }
        }
        return found;
    }

    private static boolean isSubcommand(String text) {
        return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':');
    }

    /** Returns the nouns of those asked for that an effect is about. */
    static Set<String> in(Effect effect, Set<String> askedFor) {
        Set<String> found = new HashSet<>();
        addFrom(effect.operation(), askedFor, found);
        addFrom(effect.resource().type(), askedFor, found);
        String id = effect.resource().id();
        if (id != null && effect.resource().type().startsWith("http:")) {
            addFrom(id, askedFor, found);
        }
        for (String cascade : effect.cascades()) {
            addFrom(head(cascade), askedFor, found);
        }
        return found;
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

    private static void addFrom(String name, Set<String> askedFor, Set<String> found) {
        int end = Math.min(name.length(), LONGEST);
        int start = 0;
        for (int i = 0; i <= end; i++) {
            boolean boundary = i == end || !Character.isLetterOrDigit(name.charAt(i)) || isHump(name, i);
            if (boundary) {
                if (i > start) {
                    addWord(name.substring(start, i).toLowerCase(Locale.ROOT), askedFor, found);
                }
                start = i < end && Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
            }
        }
    }

    private static boolean isHump(String name, int i) {
        return i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
    }

    private static void addWord(String word, Set<String> askedFor, Set<String> found) {
        addIf(word, askedFor, found);
        addIf(Nouns.singular(word), askedFor, found);
        if (word.length() <= UNMISTAKABLE) {
            return;
        }
        if (askedFor.size() <= FEW) {
            for (String noun : askedFor) {
                if (noun.length() >= UNMISTAKABLE && word.contains(noun)) {
                    found.add(noun);
                }
            }
            return;
        }
        int end = Math.min(word.length(), LONGEST_WORD);
        for (int from = 0; from + UNMISTAKABLE <= end; from++) {
            for (int to = from + UNMISTAKABLE; to <= end; to++) {
                addIf(word.substring(from, to), askedFor, found);
            }
        }
    }

    private static void addIf(String noun, Set<String> askedFor, Set<String> found) {
        if (askedFor.contains(noun)) {
            found.add(noun);
        }
    }
}
