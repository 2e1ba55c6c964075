package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** "use `npm run compile` to compile files": a purpose that only says what the command does narrows nothing. */
final class Purposes {

    private static final int SHORTEST = 4;
    private static final Set<String> GENERAL = Set.of("task", "tasks", "anything", "everything", "purposes", "work");

    private Purposes() {}

    /** Returns the words without such a purpose. */
    static List<Token> without(List<Token> region) {
        String named = "";
        for (int i = 0; i + 1 < region.size(); i++) {
            Token token = region.get(i);
            if (token.isCode() || Programs.isOne(token.word())) {
                named = named + " " + token.text().toLowerCase(Locale.ROOT);
            }
            boolean purpose = !named.isEmpty() && (token.is("to") || token.is("for"));
            if (purpose && isKnown(region.subList(i + 1, region.size()), named)) {
                return region.subList(0, i);
            }
        }
        return region;
    }

    private static boolean isKnown(List<Token> purpose, String named) {
        boolean plain = purpose.size() <= 6 && purpose.stream().allMatch(Token::isWord);
        return plain
                && (named.contains(stem(purpose.get(0).word()))
                        || GENERAL.contains(purpose.get(purpose.size() - 1).word()));
    }

    /** "compiling", "compile" and "compiles" have one stem. */
    private static String stem(String word) {
        String stem = word.endsWith("ing") ? word.substring(0, word.length() - 3) : Nouns.singular(word);
        stem = stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
        return stem.length() < SHORTEST ? "\n" : stem;
    }
}
