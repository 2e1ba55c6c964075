package dev.agentguard.rules.prose;

import java.util.List;

/** Verbs in their base form, which tell somebody what to do. */
final class Imperatives {

    private Imperatives() {}

    static boolean isAt(List<Token> words, int at) {
        return at < words.size()
                && words.get(at).isWord()
                && Verb.of(words.get(at).word()) != null
                && Verb.lemma(words.get(at).word()).equals(words.get(at).word());
    }
}
