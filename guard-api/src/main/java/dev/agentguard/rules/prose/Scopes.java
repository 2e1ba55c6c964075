package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "These are forbidden across the repo:", "in this project never:": where a whole file holds says nothing further. */
final class Scopes {

    private static final Set<String> STARTS = Set.of("across", "throughout", "in", "within", "for", "during", "of");
    private static final Set<String> BETWEEN = Vocabulary.words(
            "the this that our your my a an any all whole entire current every each these of anywhere everywhere");
    private static final Set<String> PLACES = Vocabulary.words(
            "repo repository repositories repos codebase project projects workspace monorepo session sessions task "
                    + "tasks work agents agent team directory folder here stack organization");

    private Scopes() {}

    /** Returns a heading's words without those that only say that it holds here. */
    static List<Token> without(List<Token> words) {
        for (int i = 1; i < words.size(); i++) {
            int end = STARTS.contains(words.get(i).word()) ? end(words, i + 1) : -1;
            if (end > 0) {
                List<Token> plain = new ArrayList<>(words.subList(0, i));
                plain.addAll(words.subList(end, words.size()));
                return plain;
            }
        }
        return words;
    }

    /** Where the scope ends; it is the last that is said, but for a mark. */
    private static int end(List<Token> words, int from) {
        int i = from;
        while (i < words.size() && BETWEEN.contains(words.get(i).word())) {
            i++;
        }
        boolean place = i < words.size() && PLACES.contains(words.get(i).word());
        boolean last = place && (i + 1 == words.size() || words.get(i + 1).type() == Token.Type.MARK);
        return last && !words.get(i).before().equals("-") ? i + 1 : -1;
    }
}
