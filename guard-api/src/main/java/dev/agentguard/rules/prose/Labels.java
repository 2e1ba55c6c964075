package dev.agentguard.rules.prose;

import java.util.List;

/** "Dependency safety: …", "Exception: …": words that only say what a sentence is about. */
final class Labels {

    private static final int LONGEST = 5;

    private Labels() {}

    static List<Token> without(List<Token> sentence) {
        for (int i = 1; i < Math.min(sentence.size() - 1, LONGEST + 1); i++) {
            Token token = sentence.get(i);
            if (token.is(":") && isPlain(sentence.subList(0, i))) {
                return sentence.subList(i + 1, sentence.size());
            }
        }
        return sentence;
    }

    private static boolean isPlain(List<Token> words) {
        return words.stream().allMatch(Token::isWord)
                && Phrases.find(words, Vocabulary.NEVER)[0] < 0
                && Phrases.find(words, Vocabulary.FORBIDDEN)[0] < 0
                && !Approval.isIn(words)
                && words.stream()
                        .noneMatch(word -> word.is("only") || word.is("no") || word.is("before") || word.is("always"));
    }
}
