package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Finds where the words that name an action end, and those of its condition or its reason start. */
final class ConditionStart {

    private ConditionStart() {}

    static int in(List<Token> words) {
        int end = 0;
        while (end < words.size() && !startsCondition(words, end)) {
            end++;
        }
        return end;
    }

    private static boolean startsCondition(List<Token> words, int at) {
        Token token = words.get(at);
        if (token.is(",")
                && at > 0
                && at + 1 < words.size()
                && !isListed(words, at + 1)
                && (Vocabulary.THOUGHTS.contains(words.get(at + 1).word()) || Thoughts.tells(words, at + 1))) {
            return true;
        }
        if (token.is(",")
                && at > 0
                && at + 2 < words.size()
                && words.get(at + 1).is("only")
                && Verb.of(words.get(at + 2).word()) != null) {
            return true;
        }
        if (token.is(":")
                && at > 1
                && at + 1 < words.size()
                && words.get(at + 1).isWord()
                && namesObject(words.subList(0, at))) {
            return true;
        }
        if (!token.isWord()) {
            return false;
        }
        if (token.is("outside")) {
            return false;
        }
        return Vocabulary.CONDITIONS.contains(token.word())
                || (token.is("even") && Set.of("if", "when", "with", "after").contains(Words.at(words, at + 1)));
    }

    /** "do not set X, run Y, or delete Z": one of several verbs, and no other thought. */
    private static boolean isListed(List<Token> words, int at) {
        if (Verb.of(words.get(at).word()) == null) {
            return false;
        }
        for (int i = at + 1; i + 1 < words.size(); i++) {
            if (Vocabulary.CONDITIONS.contains(words.get(i).word())) {
                return false;
            }
            boolean or = words.get(i).is("or") || words.get(i).is("nor");
            if (or && Verb.of(words.get(i + 1).word()) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words in front of a colon are whole, so that what follows only explains them. */
    private static boolean namesObject(List<Token> words) {
        for (int i = 0; i < words.size(); i++) {
            Thing.Found found = words.get(i).isWord() ? Thing.at(words, i) : null;
            if (words.get(i).isCode() || (found != null && found.thing() != Thing.COMMAND)) {
                return true;
            }
        }
        return false;
    }
}
