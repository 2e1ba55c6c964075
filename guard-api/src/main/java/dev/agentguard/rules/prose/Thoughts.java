package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The thoughts of a sentence, each by itself: what is forbidden, and why, or what else. */
final class Thoughts {

    private static final Set<String> MARKS = Set.of(":", ";", "\u2014", "\u2013", "(");
    private static final Set<String> REASONS = Set.of(
            "because",
            "since",
            "it",
            "they",
            "this",
            "that",
            "these",
            "so",
            "as",
            "our",
            "their",
            "its",
            "you",
            "we",
            "the",
            "only",
            "not",
            "use",
            "prefer",
            "otherwise");
    private static final Set<String> TERMS = Set.of("unless", "without", "until", "except", "if", "when");
    private static final int SHORTEST = 2;

    private Thoughts() {}

    private static final Set<String> STARTS = Set.of("a", "an", "the", "our", "we", "my", "your", "i");
    private static final Set<String> AUXILIARIES = Set.of(
            "is", "are", "was", "does", "do", "has", "have", "will", "can", "runs", "handles", "takes", "happens",
            "hold", "holds", "needs", "need", "uses", "did", "rely", "relies", "depends", "depend", "lives", "live");

    /** ", a maintainer does that": a thought of its own, not another noun of a list. */
    static boolean tells(List<Token> words, int at) {
        boolean starts = words.get(at).isWord() && STARTS.contains(words.get(at).word());
        for (int i = at + 1; i < Math.min(words.size(), at + 7); i++) {
            if (!words.get(i).isWord() || words.get(i).is("or") || words.get(i).is("and")) {
                return false;
            }
            boolean last = i + 1 == words.size();
            if ((starts && AUXILIARIES.contains(words.get(i).word()))
                    || (last && (words.get(i).is("it") || words.get(i).is("them")))) {
                return true;
            }
        }
        return false;
    }

    static List<List<Token>> of(List<Token> sentence) {
        List<List<Token>> thoughts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < sentence.size(); i++) {
            String next = i + 1 < sentence.size() ? sentence.get(i + 1).word() : "";
            Token token = sentence.get(i);
            boolean ends = token.type() == Token.Type.MARK
                    && (MARKS.contains(token.word()) || (token.is(",") && REASONS.contains(next)));
            if (ends) {
                add(thoughts, sentence.subList(start, i));
                start = i + 1;
            }
        }
        if (start > 0) {
            add(thoughts, sentence.subList(start, sentence.size()));
        }
        int comma = Phrases.outside(sentence, ",");
        if (comma > 0) {
            add(thoughts, withCondition(sentence, comma));
        }
        return thoughts.stream().distinct().toList();
    }

    /** What stands in front of a comma, under the condition that stands behind it. */
    private static List<Token> withCondition(List<Token> sentence, int comma) {
        List<Token> thought = new ArrayList<>(sentence.subList(0, comma));
        for (int i = comma; i < sentence.size(); i++) {
            if (sentence.get(i).isWord() && TERMS.contains(sentence.get(i).word())) {
                thought.addAll(sentence.subList(i, sentence.size()));
                break;
            }
        }
        return thought;
    }

    private static void add(List<List<Token>> thoughts, List<Token> thought) {
        if (thought.size() >= SHORTEST) {
            thoughts.add(thought);
        }
    }
}
