package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Forbids what words name, up to their condition. */
final class Prohibition {

    private Prohibition() {}

    /** Forbids what the words say up to their condition; the subject of a passive sentence is put behind its verb. */
    static Demand of(List<Token> words, List<Token> subject) {
        int end = ConditionStart.in(words);
        List<Token> region = new ArrayList<>(words.subList(0, end));
        region.addAll(subject.subList(0, ConditionStart.in(subject)));
        int condition = end;
        if (condition < words.size()
                && (words.get(condition).is(",") || words.get(condition).is(":"))) {
            condition++;
            while (condition < words.size()
                    && !Set.of("unless", "without", "until", "except")
                            .contains(words.get(condition).word())) {
                condition++;
            }
        }
        boolean asks = end < words.size() && words.get(end).is(",") && asksInstead(words.subList(end, words.size()));
        return new Demand(
                asks ? Polarity.ASK : Polarity.DENY, region, words.subList(condition, words.size()), null, false);
    }

    /** ", always ask for permission first": so a human may allow it. */
    private static boolean asksInstead(List<Token> words) {
        return words.stream().limit(4).anyMatch(token -> token.is("ask") || token.is("confirm"))
                && words.stream().noneMatch(token -> token.is("even") || token.is("never") || token.is("not"));
    }

    /** "X is forbidden unless …", "X is off limits, it holds …": what stands behind only says when, or why. */
    static Demand ofSubject(List<Token> before, List<Token> after) {
        Demand said = of(ProtectedPaths.ofPlace(before), List.of());
        int when = ConditionStart.in(after);
        if (said.condition().isEmpty()
                && when < after.size()
                && !after.get(when).is(",")) {
            return new Demand(Polarity.DENY, said.region(), after.subList(when, after.size()), null, false);
        }
        int end = 0;
        while (end < when && after.get(end).isWord()) {
            end++;
        }
        List<Token> region = new ArrayList<>(said.region());
        after.subList(0, end).stream()
                .filter(token -> !Vocabulary.PLACES.contains(token.word()))
                .forEach(region::add);
        return new Demand(Polarity.DENY, region, said.condition(), null, false);
    }
}
