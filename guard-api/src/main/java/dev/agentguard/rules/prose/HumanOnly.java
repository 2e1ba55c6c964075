package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** "Human only", "maintainers only", "not for agents": what is listed there is not for who reads the file. */
final class HumanOnly {

    private static final Set<String> WORDS =
            Vocabulary.words("only manual manually action actions step steps task tasks operation operations command"
                    + " commands by the a for required never not agents agent ai is are this to be run");
    private static final Set<String> AGENTS = Set.of("agents", "agent", "ai");

    private HumanOnly() {}

    /** Whether the words say this and nothing else. */
    static boolean isOne(List<Token> words) {
        boolean reserves = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).word();
            boolean people = People.isOne(word) && !word.equals("i");
            if (!people && !WORDS.contains(word)) {
                return false;
            }
            boolean only = Words.at(words, i + 1).equals("only");
            reserves |= (people || word.equals("manual")) && only;
            reserves |= word.equals("only") && people(words, i + 1);
            reserves |= word.equals("not")
                    && Words.at(words, i + 1).equals("for")
                    && AGENTS.contains(Words.at(words, i + 2));
        }
        return reserves;
    }

    private static boolean people(List<Token> words, int at) {
        return People.isOne(Words.at(words, at)) && at + 1 == words.size();
    }
}
