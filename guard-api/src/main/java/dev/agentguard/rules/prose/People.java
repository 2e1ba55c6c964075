package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.List;
import java.util.Set;

/** Words for those who alone may do what an agent is not to do. */
final class People {

    /** What does in a team's place what an agent is not to do; of any other program a sentence tells how things work. */
    private static final Set<String> PIPELINES = Set.of("ci", "pipeline", "pipelines", "actions", "workflow");

    private static final Set<String> PEOPLE = Set.of(
            "human",
            "person",
            "people",
            "maintainer",
            "admin",
            "administrator",
            "owner",
            "team",
            "lead",
            "reviewer",
            "developer",
            "dev",
            "operator",
            "user",
            "sre",
            "dba",
            "engineer",
            "manager",
            "i",
            "marketer");

    private People() {}

    /** Whether the word is one for people, by what they do. */
    static boolean isOne(String word) {
        return PEOPLE.contains(Nouns.singular(word));
    }

    /** Whether the word is one for people, or for what does their work. */
    static boolean isOneOrPipeline(String word) {
        return isOne(word) || PIPELINES.contains(word);
    }

    /** "… is left to the owners", "… belongs to Anna", "… is done by hand". */
    static boolean areNamedIn(List<Token> words) {
        return words.stream()
                .anyMatch(token -> token.isWord()
                        && (isOneOrPipeline(token.word())
                                || Set.of("human", "hand", "me", "us").contains(token.word())
                                || (Character.isUpperCase(token.text().charAt(0)) && words.indexOf(token) <= 1)));
    }

    /** "only Julia …", "only the owners …". */
    static boolean areFirstIn(List<Token> sentence) {
        for (int i = 1; i < Math.min(sentence.size(), 4); i++) {
            Token token = sentence.get(i);
            if (!token.isWord() || Verb.of(token.word()) != null) {
                return false;
            }
            if (Character.isUpperCase(token.text().charAt(0)) || isOne(token.word())) {
                return true;
            }
        }
        return false;
    }
}
