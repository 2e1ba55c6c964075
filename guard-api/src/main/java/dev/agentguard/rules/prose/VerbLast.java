package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** German puts the verb last, and often what it is done to first: "legal pages never without asking modify". */
final class VerbLast {

    private static final Set<String> ENDS = Set.of("unless", "if", "before", "until", "(", "—", ",", ":", "→");
    private static final Set<String> WHO = Set.of("the", "agent", "agents", "ki", "ai", "you", "claude", "bitte");

    private VerbLast() {}

    /** Returns the words with the verb behind "never"; the words themselves if they are ordered so. */
    static List<Token> ordered(List<Token> words) {
        int[] never = Phrases.find(words, Vocabulary.NEVER);
        int end = never[1];
        while (never[0] >= 0
                && end < words.size()
                && !ENDS.contains(words.get(end).word())) {
            end++;
        }
        int verb = end - 1;
        boolean last = never[0] >= 0
                && verb >= never[1]
                && words.get(verb).isWord()
                && Verb.of(words.get(verb).word()) != null
                && (verb == never[1] || Verb.of(words.get(never[1]).word()) == null);
        int start = Math.max(0, lastColon(words, Math.max(0, never[0])));
        List<Token> before = last ? words.subList(start, never[0]) : List.of();
        if (!last || (verb == never[1] && before.isEmpty())) {
            return words;
        }
        boolean object =
                before.stream().anyMatch(token -> token.isCode() || (token.isWord() && !WHO.contains(token.word())));
        List<Token> middle = words.subList(never[1], verb);
        int without = Phrases.index(middle, "without", 0);
        List<Token> ordered = new ArrayList<>(words.subList(0, object ? start : never[0]));
        ordered.addAll(words.subList(never[0], never[1]));
        ordered.add(words.get(verb));
        ordered.addAll(object ? before : List.of());
        ordered.addAll(without < 0 ? middle : middle.subList(0, without));
        ordered.addAll(without < 0 ? List.of() : middle.subList(without, middle.size()));
        ordered.addAll(words.subList(end, words.size()));
        return ordered;
    }

    private static int lastColon(List<Token> words, int until) {
        for (int i = until - 1; i >= 0; i--) {
            if (words.get(i).is(":") || words.get(i).is("—")) {
                return i + 1;
            }
        }
        return 0;
    }
}
