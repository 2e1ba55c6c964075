package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a sentence demands, before it is known of which action: the prohibition or the question that it asks for, the
 * words that say of what, and the words of its condition.
 *
 * @param polarity what it demands
 * @param region the words that name the action
 * @param condition the words from "unless", "without" and the like on
 */
record Demand(Polarity polarity, List<Token> region, List<Token> condition) {

    private static final Demand NOTHING = new Demand(Polarity.NONE, List.of(), List.of());
    private static final Demand PERMISSION = new Demand(Polarity.PERMIT, List.of(), List.of());
    private static final int NEAR = 8;

    enum Polarity {
        NONE,
        PERMIT,
        ASK,
        DENY
    }

    static Demand of(List<Token> sentence) {
        int[] never = find(sentence, Vocabulary.NEVER);
        if (never[0] >= 0) {
            List<Token> rest = sentence.subList(never[1], sentence.size());
            String next = firstWord(rest);
            if (Vocabulary.NOT_NEEDED.contains(next)) {
                return PERMISSION;
            }
            if (next.equals("be") || (next.equals("to") && wordAt(rest, 1).equals("be"))) {
                // "volumes must never be deleted": the verb comes first, then what stood before it
                return denied(rest, sentence.subList(0, never[0]));
            }
            Demand other = Vocabulary.NOT_FORBIDDEN.contains(next) ? question(rest) : NOTHING;
            return other.polarity == Polarity.NONE ? denied(rest, List.of()) : other;
        }
        Demand question = question(sentence);
        if (question.polarity != Polarity.NONE) {
            return question;
        }
        int[] forbidden = find(sentence, Vocabulary.FORBIDDEN);
        if (forbidden[0] >= 0) {
            List<Token> before = sentence.subList(0, forbidden[0]);
            List<Token> after = sentence.subList(forbidden[1], sentence.size());
            return isPure(before) ? denied(after, List.of()) : denied(before, after);
        }
        if (firstWord(sentence).equals("no") && sentence.get(0).isWord()) {
            return denied(sentence.subList(1, sentence.size()), List.of());
        }
        return find(sentence, Vocabulary.PERMITTED)[0] >= 0 ? PERMISSION : NOTHING;
    }

    /** Reads a list item that says only what, under a heading that says that it is forbidden. */
    static Demand inherited(Polarity polarity, List<Token> item) {
        Demand denied = denied(item, List.of());
        return polarity == Polarity.DENY ? denied : new Demand(polarity, denied.region, denied.condition);
    }

    /** Whether these are only words without weight, so that what is meant must stand in a list below. */
    static boolean isPure(List<Token> tokens) {
        return tokens.stream()
                .allMatch(token -> !token.isCode()
                        && (token.type() == Token.Type.MARK
                                || Vocabulary.FILLERS.contains(token.word())
                                || Vocabulary.isEnvironment(token.word())
                                || Set.of("in", "on", "or", "and", "against").contains(token.word())));
    }

    boolean isConditional() {
        return !condition.isEmpty();
    }

    boolean mayBeApproved() {
        return condition.stream().anyMatch(token -> Vocabulary.APPROVAL.contains(token.word()));
    }

    /** Forbids what the words say up to their condition; the subject of a passive sentence is put behind its verb. */
    private static Demand denied(List<Token> words, List<Token> subject) {
        int end = 0;
        while (end < words.size() && !startsCondition(words, end)) {
            end++;
        }
        List<Token> region = new ArrayList<>(words.subList(0, end));
        region.addAll(subject.subList(0, conditionStart(subject)));
        List<Token> condition = words.subList(end, words.size());
        boolean absolute = !condition.isEmpty() && condition.get(0).is("even");
        return new Demand(Polarity.DENY, region, absolute ? List.of() : condition);
    }

    private static int conditionStart(List<Token> words) {
        int end = 0;
        while (end < words.size() && !startsCondition(words, end)) {
            end++;
        }
        return end;
    }

    private static boolean startsCondition(List<Token> words, int at) {
        Token token = words.get(at);
        return token.isWord()
                && (Vocabulary.CONDITIONS.contains(token.word())
                        || (token.is("even")
                                && (wordAt(words, at + 1).equals("if")
                                        || wordAt(words, at + 1).equals("when"))));
    }

    /** "ask before …", "before …, ask", "… requires approval", "only … if the user asks". */
    private static Demand question(List<Token> sentence) {
        int before = indexOf(sentence, "before", 0);
        if (before > 0 && speaksOfApproval(sentence.subList(Math.max(0, before - NEAR), before))) {
            return asked(sentence.subList(before + 1, sentence.size()));
        }
        int comma = indexOf(sentence, ",", 0);
        if (before == 0 && comma > 0 && speaksOfApproval(sentence.subList(comma, sentence.size()))) {
            return asked(sentence.subList(1, comma));
        }
        for (String verb : List.of("requires", "require", "needs", "need")) {
            int at = indexOf(sentence, verb, 0);
            if (at > 0 && namesApproval(sentence.subList(at, Math.min(sentence.size(), at + NEAR)))) {
                return asked(sentence.subList(0, at));
            }
        }
        int only = indexOf(sentence, "only", 0);
        if (only >= 0 && !speaksOfApproval(sentence.subList(0, only))) {
            int end = only + 1;
            while (end < sentence.size()
                    && !Set.of("if", "when", "after", "with", "once")
                            .contains(sentence.get(end).word())) {
                end++;
            }
            if (speaksOfApproval(sentence.subList(end, sentence.size()))) {
                List<Token> region = new ArrayList<>(sentence.subList(0, only));
                region.addAll(sentence.subList(only + 1, end));
                return asked(region);
            }
        }
        return NOTHING;
    }

    private static Demand asked(List<Token> words) {
        return new Demand(Polarity.ASK, words.subList(0, conditionStart(words)), List.of());
    }

    private static boolean speaksOfApproval(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL.contains(token.word()));
    }

    private static boolean namesApproval(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL_NOUNS.contains(token.word()));
    }

    private static int indexOf(List<Token> tokens, String word, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns start and end of the first phrase that occurs, the longest where several start; -1 if none does. */
    private static int[] find(List<Token> tokens, List<List<String>> phrases) {
        for (int i = 0; i < tokens.size(); i++) {
            int longest = 0;
            for (List<String> phrase : phrases) {
                if (phrase.size() > longest && startsWith(tokens, i, phrase)) {
                    longest = phrase.size();
                }
            }
            if (longest > 0) {
                return new int[] {i, i + longest};
            }
        }
        return new int[] {-1, -1};
    }

    private static boolean startsWith(List<Token> tokens, int at, List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String firstWord(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isWord)
                .map(Token::word)
                .findFirst()
                .orElse("");
    }

    private static String wordAt(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }
}
