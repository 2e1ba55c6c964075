package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads "only after approval", "only deploy to staging", "use … only for …". */
final class OnlyDemands {

    private OnlyDemands() {}

    static Demand of(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only < 0 || Approval.isIn(sentence.subList(0, only))) {
            return Demand.NOTHING;
        }
        Set<String> when = Set.of("if", "when", "after", "with", "once", "upon");
        int end = only + 1;
        while (end < sentence.size() && !when.contains(Words.at(sentence, end))) {
            end++;
        }
        if (Approval.isIn(sentence.subList(end, sentence.size()))
                && Subject.isAgentOrThing(sentence.subList(0, only))) {
            List<Token> region = new ArrayList<>(sentence.subList(0, only));
            region.addAll(sentence.subList(only + 1, end));
            return Demand.ask(region);
        }
        int purpose = Phrases.index(sentence, "for", only);
        boolean place = purpose > only
                && sentence.subList(only, purpose).stream()
                        .anyMatch(token -> token.isWord() && Environments.Environment.of(token.word()) != null);
        if (place && Words.at(sentence, only + 1).equals("use")) {
            List<Token> condition = new ArrayList<>(sentence.subList(only, only + 1));
            condition.addAll(sentence.subList(only + 2, purpose));
            return new Demand(Polarity.DENY, sentence.subList(purpose + 1, sentence.size()), condition, null, true);
        }
        int last = sentence.size() - 1;
        boolean ends = last > only && Environments.Environment.of(Words.last(sentence)) != null;
        for (int i = last; ends && i > only + 1; i--) {
            if (Set.of("to", "in", "on", "against").contains(Words.at(sentence, i))) {
                return new Demand(Polarity.DENY, sentence.subList(only + 1, i), joined(sentence, only, i), null, false);
            }
        }
        boolean there = Set.of("in", "on", "against").contains(Words.at(sentence, only + 1))
                && Environments.Environment.of(Words.last(sentence.subList(only, sentence.size()))) != null;
        return there
                ? new Demand(
                        Polarity.DENY, sentence.subList(0, only), sentence.subList(only, sentence.size()), null, true)
                : Demand.NOTHING;
    }

    private static List<Token> joined(List<Token> sentence, int only, int from) {
        List<Token> condition = new ArrayList<>(sentence.subList(only, only + 1));
        condition.addAll(sentence.subList(from, sentence.size()));
        return condition;
    }
}
