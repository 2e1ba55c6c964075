package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a sentence of another language into the words that rules are read by, one for one. What is not in the list of a
 * language stays as it is, so that nothing is understood that was not said.
 */
final class Foreign {

    private static final int LONGEST = 400;
    private static final int CHARACTERS = 2_000;

    private Foreign() {}

    /** Returns the sentence in English words, or the sentence itself if it is none of a language that is known. */
    static List<Token> english(List<Token> sentence) {
        if (sentence.size() > LONGEST) {
            return sentence;
        }
        ForeignWords asian = asian(sentence);
        if (asian != null) {
            return ordered(undivided(sentence, asian));
        }
        ForeignWords best = null;
        long most = 0;
        for (ForeignWords language : EuropeanWords.ALL) {
            long telling = sentence.stream()
                    .filter(token -> token.isWord() && language.telling().contains(token.word()))
                    .count();
            if (telling > most) {
                most = telling;
                best = language;
            }
        }
        if (best == null) {
            return sentence;
        }
        List<Token> words = divided(sentence, best);
        return ordered(best.equals(EuropeanWords.GERMAN) ? VerbLast.ordered(words) : words);
    }

    private static @org.jspecify.annotations.Nullable ForeignWords asian(List<Token> sentence) {
        boolean chinese = false;
        for (Token token : sentence) {
            for (int i = 0; token.isWord() && i < Math.min(token.text().length(), CHARACTERS); i++) {
                char c = token.text().charAt(i);
                if (c >= 0x3040 && c <= 0x30FF) {
                    return AsianWords.JAPANESE;
                }
                chinese |= c >= 0x4E00 && c <= 0x9FFF;
            }
        }
        return chinese ? AsianWords.CHINESE : null;
    }

    private static List<Token> divided(List<Token> sentence, ForeignWords language) {
        List<Token> words = new ArrayList<>();
        int i = 0;
        while (i < sentence.size()) {
            int length = 0;
            for (int n = Math.min(language.longest(), sentence.size() - i); n > 0 && length == 0; n--) {
                length = language.english().containsKey(phrase(sentence, i, n)) ? n : 0;
            }
            Token token = sentence.get(i);
            if (length == 0) {
                words.add(token);
            } else {
                add(words, language.english().getOrDefault(phrase(sentence, i, length), List.of()), token);
            }
            i += Math.max(1, length);
        }
        return words;
    }

    private static String phrase(List<Token> sentence, int from, int count) {
        StringBuilder phrase = new StringBuilder();
        for (Token token : sentence.subList(from, from + count)) {
            if (!token.isWord()) {
                return "";
            }
            phrase.append(phrase.length() == 0 ? "" : " ").append(token.word());
        }
        return phrase.toString();
    }

    private static List<Token> undivided(List<Token> sentence, ForeignWords language) {
        List<Token> words = new ArrayList<>();
        for (Token token : sentence) {
            if (token.isCode() || token.type() == Token.Type.PLACEHOLDER) {
                words.add(new Token(token.text(), token.word(), token.type(), token.line(), " "));
            } else if (token.text().length() > CHARACTERS) {
                words.add(token);
            } else {
                divide(token, language, words);
            }
        }
        return words;
    }

    private static void divide(Token token, ForeignWords language, List<Token> words) {
        String text = token.word();
        int unknown = 0;
        int i = 0;
        while (i < text.length()) {
            int length = 0;
            for (int n = Math.min(language.longest(), text.length() - i); n > 0 && length == 0; n--) {
                length = language.english().containsKey(text.substring(i, i + n)) ? n : 0;
            }
            if (length > 0) {
                addUnknown(token, text.substring(unknown, i), words);
                add(words, language.english().getOrDefault(text.substring(i, i + length), List.of()), token);
                unknown = i + length;
            }
            i += Math.max(1, length);
        }
        addUnknown(token, text.substring(unknown), words);
    }

    private static void addUnknown(Token token, String text, List<Token> words) {
        if (!text.isEmpty()) {
            words.add(new Token(text, text, token.type(), token.line(), " "));
        }
    }

    private static void add(List<Token> words, List<String> english, Token token) {
        for (String word : english) {
            Token.Type type = word.equals(",") ? Token.Type.MARK : Token.Type.WORD;
            if (!word.isEmpty()) {
                words.add(new Token(word, word, type, token.line(), " "));
            }
        }
    }

    /** "without approval, never …" and "… without approval, that is refused": what is refused comes first in English. */
    private static List<Token> ordered(List<Token> words) {
        List<Token> plain = new ArrayList<>(words);
        int refused = Phrases.index(plain, AsianWords.REFUSED, 0);
        if (refused >= 0) {
            Token last = plain.remove(refused);
            plain.add(0, Words.plain("never", last.line()));
        }
        int never = Phrases.find(plain, Vocabulary.NEVER)[0];
        int without = Phrases.index(plain, "without", 0);
        if (never > 0 && without >= 0 && without < never && isLead(plain.subList(0, without))) {
            List<Token> ordered = new ArrayList<>(plain.subList(never, plain.size()));
            plain.subList(without, never).stream()
                    .filter(token -> token.type() != Token.Type.MARK)
                    .forEach(ordered::add);
            return ordered;
        }
        return refused >= 0 && without > 0 ? conditionLast(plain, without) : plain;
    }

    private static boolean isLead(List<Token> before) {
        return before.stream()
                .allMatch(token -> token.type() == Token.Type.MARK
                        || Set.of("the", "agent").contains(token.word()));
    }

    /** "never files without approval read": the condition behind what it is the condition of. */
    private static List<Token> conditionLast(List<Token> words, int without) {
        int end = Math.min(words.size(), without + 2);
        List<Token> ordered = new ArrayList<>(words.subList(0, without));
        int remark = Phrases.index(words, "(", end);
        ordered.addAll(words.subList(end, remark < 0 ? words.size() : remark));
        ordered.addAll(words.subList(without, end));
        ordered.addAll(words.subList(remark < 0 ? words.size() : remark, words.size()));
        return ordered;
    }
}
