package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "Never do this, and never do that" are two sentences. */
final class Parts {

    private Parts() {}

    static List<List<Token>> of(List<Token> sentence) {
        List<List<Token>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i + 1 < sentence.size(); i++) {
            boolean link =
                    Set.of("and", "but", ",").contains(sentence.get(i - 1).word());
            String word = sentence.get(i).word();
            boolean again = sentence.get(i).isWord()
                    && (word.equals("never")
                            || word.equals("don't")
                            || (word.equals("do") && sentence.get(i + 1).is("not")));
            if (link && again && i - start > 2) {
                int end = i - 1;
                while (end > start
                        && Set.of("and", "but", ",").contains(sentence.get(end).word())) {
                    end--;
                }
                parts.add(sentence.subList(start, end + 1));
                start = i;
            }
        }
        parts.add(sentence.subList(start, sentence.size()));
        return parts;
    }
}
