package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts idioms that forbid into plain words: "leave it alone", "treat as read-only", "make sure to never push". */
final class Idioms {

    private static final Phrases EMPHASIS = Phrases.of(
            "make sure to never",
            "make sure you never",
            "make sure never to",
            "make sure not to",
            "be sure not to",
            "be sure to never",
            "be careful not to",
            "take care not to",
            "don't even think about",
            "don't even think of",
            "do not even think about",
            "do not even think of",
            "never even think about",
            "never even think of",
            "don't even try to",
            "do not even try to",
            "never ever",
            "you are never to",
            "agents are never to",
            "is never to",
            "are never to");

    /** Wishes, and what nobody is to be allowed. */
    private static final Phrases REFUSED = Phrases.of(
            "i don't want you to",
            "i do not want you to",
            "we don't want you to",
            "we do not want you to",
            "don't you dare",
            "you don't get to",
            "you do not get to",
            "have no permission to",
            "has no permission to",
            "have no business",
            "has no authority to",
            "have no authority to",
            "lack permission to",
            "at no point should you",
            "at no point may you",
            "at no time should you",
            "under no circumstances should you",
            "under no circumstances may you",
            "under no circumstances are you to",
            "under no condition should you");

    /** What is done to something, in more words than it needs. */
    private static final Phrases MODIFIES = Phrases.of(
            "make changes to",
            "make any changes to",
            "make edits to",
            "make any edits to",
            "make modifications to",
            "make any modifications to",
            "making changes to",
            "making any changes to",
            "mess with",
            "mess around with",
            "messing with",
            "fiddle with",
            "fiddling with",
            "meddle with",
            "tinker with",
            "tamper with",
            "tampering with",
            "interfere with",
            "play with");

    private static final Phrases COMMENTS = Phrases.of(
            "post comments on",
            "post a comment on",
            "post any comments on",
            "post comments to",
            "posting comments on",
            "leave comments on",
            "leave a comment on",
            "write comments on github",
            "reply to comments on");

    private static final Phrases OUT_OF = Phrases.of(
            "stay out of",
            "keep out of",
            "keep your hands off of",
            "keep your hands off",
            "keep hands off",
            "stay off of");

    private static final Phrases STAYS = Phrases.of(
            "must stay untouched",
            "must remain untouched",
            "must stay unchanged",
            "must remain unchanged",
            "must be left untouched",
            "must be left alone",
            "must be left as is",
            "should be left alone",
            "should be left untouched",
            "should remain untouched",
            "should remain unchanged",
            "should stay untouched",
            "has to stay untouched",
            "must stay read-only",
            "must remain read-only");

    private static final Set<String> READ_ONLY = Set.of("read-only", "readonly", "frozen", "immutable", "off-limits");
    private static final Set<String> KEPT = Set.of("untouched", "as-is", "unmodified");
    private static final int FAR = 9;

    private Idioms() {}

    /** Returns the sentence in plain words, or the sentence itself if it has no such idiom. */
    static List<Token> plain(List<Token> sentence) {
        List<Token> words = replaced(sentence, EMPHASIS, "never");
        words = replaced(words, REFUSED, "never");
        words = replaced(words, COMMENTS, "comment on");
        words = isPlace(words) ? replaced(words, OUT_OF, "do not modify") : words;
        words = Phrases.find(words, Vocabulary.NEVER)[0] >= 0 ? replaced(words, MODIFIES, "modify") : words;
        words = left(words);
        for (int i = 0; i < words.size(); i++) {
            List<Token> plain = starts(words, i) ? left(words, i) : List.of();
            if (!plain.isEmpty()) {
                return plain;
            }
        }
        return words;
    }

    /** "stay out of `infra/`", not "keep it out of the changelog". */
    private static boolean isPlace(List<Token> words) {
        int[] found = Phrases.find(words, OUT_OF);
        return found[0] >= 0
                && words.subList(found[1], Math.min(words.size(), found[1] + 3)).stream()
                        .anyMatch(Token::isCode);
    }

    private static List<Token> replaced(List<Token> sentence, Phrases phrases, String by) {
        int[] found = Phrases.find(sentence, phrases);
        if (found[0] < 0) {
            return sentence;
        }
        List<Token> words = new ArrayList<>(sentence.subList(0, found[0]));
        for (String word : by.split(" ", -1)) {
            words.add(Words.plain(word, sentence.get(found[0]).line()));
        }
        words.addAll(sentence.subList(found[1], sentence.size()));
        return words;
    }

    /** "`infra/` must stay untouched": what stands in front is not to be modified. */
    private static List<Token> left(List<Token> sentence) {
        int[] found = Phrases.find(sentence, STAYS);
        if (found[0] < 1 || found[0] > FAR) {
            return sentence;
        }
        return modify(sentence, 0, sentence.subList(0, found[0]), found[1]);
    }

    /** Behind the start, a mark or a word that links: what somebody leaves alone is none of the reader's. */
    private static boolean starts(List<Token> words, int at) {
        return at == 0
                || words.get(at - 1).type() == Token.Type.MARK
                || Set.of("and", "but", "so", "please", "just", "then", "always", "instead")
                        .contains(words.get(at - 1).word());
    }

    private static List<Token> left(List<Token> words, int at) {
        return switch (words.get(at).word()) {
            case "leave" -> object(words, at, Set.of("alone", "untouched", "as-is"));
            case "keep" -> object(words, at, KEPT);
            case "treat", "consider" -> treated(words, at);
            case "hands" -> Words.at(words, at + 1).equals("off") ? handsOff(words, at) : List.of();
            default -> List.of();
        };
    }

    /** "leave X alone": what stands between is not to be modified. */
    private static List<Token> object(List<Token> words, int at, Set<String> ends) {
        for (int i = at + 2; i < Math.min(words.size(), at + FAR); i++) {
            boolean asIs = words.get(i).is("as") && Words.at(words, i + 1).equals("is");
            if (words.get(i).isWord() && (ends.contains(joined(words, i)) || asIs)) {
                int after = asIs || joined(words, i).indexOf('-') > 0 ? i + 2 : i + 1;
                return modify(words, at, words.subList(at + 1, i), after);
            }
        }
        return List.of();
    }

    /** "treat X as read-only", or without X what was spoken of. */
    private static List<Token> treated(List<Token> words, int at) {
        for (int i = at + 1; i + 1 < Math.min(words.size(), at + FAR); i++) {
            if (words.get(i).is("as")) {
                String state = joined(words, i + 1);
                boolean two = state.indexOf('-') > 0 || state.equals("read");
                boolean fixed = READ_ONLY.contains(state)
                        || (state.equals("read") && Words.at(words, i + 2).equals("only"));
                List<Token> it = List.of(Words.plain("it", words.get(at).line()));
                return fixed
                        ? modify(words, at, i == at + 1 ? it : words.subList(at + 1, i), i + (two ? 3 : 2))
                        : List.of();
            }
        }
        return List.of();
    }

    /** "hands off" by itself speaks of what stands in front of it. */
    private static List<Token> handsOff(List<Token> words, int at) {
        List<Token> behind = words.subList(at + 2, words.size());
        boolean alone = behind.isEmpty()
                || ConditionStart.in(behind) == 0
                || behind.get(0).type() == Token.Type.MARK;
        return alone && at > 0
                ? modify(words, at, List.of(Words.plain("it", words.get(at).line())), at + 2)
                : List.of();
    }

    private static String joined(List<Token> words, int at) {
        boolean hyphen = at + 1 < words.size() && words.get(at + 1).before().equals("-");
        return hyphen
                ? words.get(at).word() + "-" + words.get(at + 1).word()
                : words.get(at).word();
    }

    private static List<Token> modify(List<Token> words, int at, List<Token> object, int after) {
        List<Token> plain = new ArrayList<>(words.subList(0, at));
        for (String word : List.of("do", "not", "modify")) {
            plain.add(Words.plain(word, words.get(at).line()));
        }
        plain.addAll(object);
        plain.addAll(words.subList(Math.min(after, words.size()), words.size()));
        return plain;
    }
}
