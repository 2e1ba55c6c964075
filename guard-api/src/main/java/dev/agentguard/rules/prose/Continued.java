package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** "Do not start servers unless asked. This includes:": a list below goes on with the sentence before. */
final class Continued {

    private static final Set<String> NAMES = Set.of("includes", "include", "covers", "cover", "means", "mean");
    private static final Set<String> WORDS = Vocabulary.words(
            "this these that it they also rule rules ban prohibition restriction but is are not limited to and both "
                    + "all of the following which in particular");
    private static final int LONGEST = 9;

    private Continued() {}

    /** What the last sentence says of the list below; none if it says something else. */
    static Mood mood(List<List<Token>> sentences) {
        int last = sentences.size() - 1;
        if (last < 1 || !isOne(sentences.get(last))) {
            return Mood.NONE;
        }
        List<Token> before = Idioms.plain(Foreign.english(sentences.get(last - 1)));
        Demand demand = DemandReader.read(before);
        boolean demands = demand.polarity() == Polarity.DENY || demand.polarity() == Polarity.ASK;
        return demands && !demand.isStep() ? new Mood(demand.asked(), List.of(), false, false) : Mood.NONE;
    }

    private static boolean isOne(List<Token> said) {
        List<Token> words = said.stream().filter(Token::isWord).toList();
        return words.size() <= LONGEST
                && said.stream().noneMatch(Token::isCode)
                && words.stream().anyMatch(token -> NAMES.contains(token.word()))
                && words.stream().allMatch(token -> NAMES.contains(token.word()) || WORDS.contains(token.word()));
    }
}
