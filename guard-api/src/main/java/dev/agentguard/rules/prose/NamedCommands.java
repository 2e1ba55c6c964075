package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;

/** Reads commands that a prohibition names, whatever the words around them are. */
final class NamedCommands {

    private static final String AROUND = "the words around the command are not understood; a human decides";

    /** So few words beside a command do not make it another one. */
    private static final int FEW = 2;

    private NamedCommands() {}

    /** Adds rules for the commands that the words name and that change something; false if there are none. */
    static boolean read(RuleCollector rules, Examples examples, List<Token> sentence, List<Token> words, Mood mood) {
        Demand own = DemandReader.read(Remarks.upTo(words));
        boolean inherits = mood.polarity() == Polarity.DENY || mood.polarity() == Polarity.ASK;
        if (own.polarity() == Polarity.PERMIT
                || (own.polarity() == Polarity.NONE && !inherits)
                || words.stream().anyMatch(token -> token.isWord() && (isOfCode(token.word()) || token.is("same")))) {
            return false;
        }
        List<Token> region = upToMeans(own.polarity() == Polarity.NONE ? words : own.region());
        boolean plain = own.polarity() == Polarity.DENY
                && own.condition().isEmpty()
                && (region.stream().filter(Token::isWord).count() <= FEW || isInBrackets(region));
        boolean read = false;
        for (Token token : region) {
            Condition command = token.isCode() ? examples.changing(token.text().strip()) : null;
            if (command != null) {
                rules.add(sentence, Found.plain(command), plain ? Verdict.DENY : Verdict.ASK, plain ? null : AROUND);
                read = true;
            }
        }
        return read;
    }

    /** "do not mark it as ready (`gh pr ready`)": brackets say which command does that. */
    private static boolean isInBrackets(List<Token> region) {
        int open = Phrases.index(region, "(", 1);
        int close = open < 0 ? -1 : Phrases.index(region, ")", open);
        return close > open + 1
                && region.subList(open + 1, close).stream()
                        .allMatch(token -> token.isCode() || token.is(",") || token.is("/") || token.is("or"))
                && region.stream().filter(Token::isCode).count()
                        == region.subList(open, close).stream()
                                .filter(Token::isCode)
                                .count()
                && region.subList(0, open).stream().noneMatch(token -> isMissed(token.word()));
    }

    /** What is not to be left out is to be done. */
    private static boolean isMissed(String word) {
        return Vocabulary.NOT_FORBIDDEN.contains(word)
                || Verb.of(word) == Verb.SKIP
                || Verb.of(word) == Verb.DISABLE
                || Set.of("without", "before", "until", "if", "when", "not").contains(word);
    }

    /** "…: do this instead", "before commits via `x`": what stands behind is not what is forbidden. */
    private static List<Token> upToMeans(List<Token> region) {
        for (int i = 1; i < region.size(); i++) {
            boolean means = region.get(i).is("via")
                    || region.get(i).is("using")
                    || (region.get(i).is(":") && Imperatives.isAt(region, i + 1));
            if (means) {
                return region.subList(0, i);
            }
        }
        return region;
    }

    private static boolean isOfCode(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word));
    }
}
