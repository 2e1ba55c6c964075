package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "Never do this, and never do that" are two sentences. */
final class Parts {

    private Parts() {}

    static List<List<Token>> of(List<Token> sentence) {
        List<List<Token>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i + 1 < sentence.size(); i++) {
            boolean link =
                    Set.of("and", "but", ",", ":").contains(sentence.get(i - 1).word())
                            || (sentence.get(i - 1).is("—") && sentence.get(i).is("not"));
            String word = sentence.get(i).word();
            boolean again = sentence.get(i).isWord()
                    && ((word.equals("no") && isRefusal(sentence, i))
                            || word.equals("never")
                            || (word.equals("not") && isRefused(sentence, i))
                            || word.equals("don't")
                            || (word.equals("do") && sentence.get(i + 1).is("not")));
            if (link && again && i - start > 2) {
                int end = i - 1;
                while (end > start
                        && Set.of("and", "but", ",", ":")
                                .contains(sentence.get(end).word())) {
                    end--;
                }
                parts.add(sentence.subList(start, end + 1));
                start = i;
            }
        }
        parts.add(sentence.subList(start, sentence.size()));
        return parts.size() > 1 ? withSharedCondition(parts) : parts;
    }

    /** "No merge, no tag unless asked": the condition behind the last holds for each "no". */
    private static List<List<Token>> withSharedCondition(List<List<Token>> parts) {
        List<Token> last = parts.get(parts.size() - 1);
        int when = 0;
        while (when < last.size() && !TERMS.contains(last.get(when).word())) {
            when++;
        }
        if (when < 1
                || when >= last.size()
                || !(last.get(0).is("no") || last.get(when - 1).is(","))) {
            return parts;
        }
        List<List<Token>> shared = new ArrayList<>();
        for (List<Token> part : parts) {
            List<Token> whole = new ArrayList<>(part);
            if (part != last && part.stream().noneMatch(token -> TERMS.contains(token.word()))) {
                whole.addAll(last.subList(when, last.size()));
            }
            shared.add(whole);
        }
        return shared;
    }

    /** "never start another — not `a`, not `b`": commands that are refused one by one. */
    private static boolean isRefused(List<Token> sentence, int at) {
        return sentence.get(at + 1).isCode()
                && sentence.get(at + 1).text().strip().indexOf(' ') > 0
                && Phrases.find(sentence.subList(0, at), Vocabulary.NEVER)[0] >= 0;
    }

    private static final Set<String> TERMS = Set.of("unless", "without", "until", "except");

    /** "no rebase, no force push" behind a comma or a colon, in a sentence that already refused something. */
    private static boolean isRefusal(List<Token> sentence, int at) {
        List<Token> before = sentence.subList(0, at);
        boolean refused = Words.first(before).equals("no")
                || Words.first(before).equals("leave")
                || Phrases.find(before, Vocabulary.NEVER)[0] >= 0
                || Phrases.find(before, Vocabulary.FORBIDDEN)[0] >= 0;
        return refused
                && (sentence.get(at - 1).is(",") || sentence.get(at - 1).is(":"))
                && !Set.of("matter", "need", "exceptions", "exception")
                        .contains(sentence.get(at + 1).word());
    }
}
