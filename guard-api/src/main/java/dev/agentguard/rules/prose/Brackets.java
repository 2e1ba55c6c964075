package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What stands in brackets: examples and conditions are read, remarks are not. */
final class Brackets {

    private static final Set<String> OPENERS = Set.of(
            "e.g",
            "eg",
            "i.e",
            "ie",
            "like",
            "such",
            "including",
            "even",
            "except",
            "unless",
            "without",
            "only",
            "or",
            "and",
            "incl",
            "until",
            "not",
            "no",
            "never",
            "ask");
    private static final Set<String> TELLS = Set.of(
            "it", "is", "are", "was", "were", "we", "this", "that", "because", "will", "needs", "need", "has", "have",
            "they", "which", "see", "i", "you", "does");

    private Brackets() {}

    /** Leaves out remarks in brackets, "(generated code)", "(it takes an hour)". */
    static List<Token> withoutRemarks(List<Token> sentence) {
        int open = Phrases.index(sentence, "(", 1);
        if (open < 0) {
            return sentence;
        }
        List<Token> plain = new ArrayList<>();
        int i = 0;
        while (i < sentence.size()) {
            int end = i > 0 && sentence.get(i).is("(") ? close(sentence, i) : -1;
            if (end > 0 && isRemark(sentence.subList(i + 1, end))) {
                i = end + 1;
            } else {
                plain.add(sentence.get(i++));
            }
        }
        return plain;
    }

    private static int close(List<Token> sentence, int open) {
        int depth = 0;
        for (int i = open; i < sentence.size(); i++) {
            depth += sentence.get(i).is("(") ? 1 : sentence.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRemark(List<Token> inside) {
        if (inside.isEmpty()) {
            return true;
        }
        boolean call = inside.get(0).before().isEmpty() && inside.stream().allMatch(token -> token.is(","));
        if (call || OPENERS.contains(inside.get(0).word())) {
            return false;
        }
        boolean code = inside.stream().anyMatch(token -> token.isCode() || Programs.isOne(token.word()));
        boolean tells = inside.stream().anyMatch(token -> token.isWord() && TELLS.contains(token.word()));
        boolean lists = inside.stream()
                .anyMatch(
                        token -> token.is(",") || token.is("/") || token.is("etc") || token.is("or") || token.is("&"));
        boolean waits = Approval.isIn(inside);
        boolean capitals = inside.stream()
                .anyMatch(token -> token.isWord()
                        && token.text().length() > 2
                        && token.text().chars().allMatch(Character::isUpperCase));
        return tells ? !code && !waits : !code && !lists && !waits && !capitals;
    }
}
