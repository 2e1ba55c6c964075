package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Signs in front of a sentence: crosses that forbid, or that mark a bad example. */
final class Markers {

    private static final Set<String> CROSSES = Set.of("❌", "🚫", "⛔", "✗", "✘", "🛑", "⚠", "🔴", "✖", "❗");
    private static final Set<String> TICKS = Set.of("✅", "✔", "☑", "✓", "🟢");
    private static final Set<String> SAMPLES = Set.of(
            "wrong",
            "bad",
            "incorrect",
            "correct",
            "good",
            "mistake",
            "example",
            "before",
            "don't-example",
            "poor",
            "invalid",
            "anti");

    private Markers() {}

    /** "❌ `data/`" below "Never read:" is only an item. */
    static List<Token> without(List<Token> item) {
        int start = 0;
        while (start < item.size() && CROSSES.contains(item.get(start).word())) {
            start++;
        }
        return item.subList(start, item.size());
    }

    /** "❌ NEVER push" says it twice. */
    static List<Token> withoutDoubled(List<Token> sentence) {
        int start = 0;
        while (start < sentence.size()
                && sentence.get(start).type() == Token.Type.MARK
                && !sentence.get(start).is("(")) {
            start++;
        }
        boolean cross = sentence.subList(0, start).stream().anyMatch(token -> CROSSES.contains(token.word()));
        List<Token> rest = sentence.subList(start, sentence.size());
        int[] never = Phrases.find(rest, Vocabulary.NEVER);
        return cross && never[0] == 0 ? rest : sentence;
    }

    /** "❌ Wrong: …", "✅ Correct: …": what follows shows how something looks. */
    static boolean showsExample(List<Token> sentence) {
        int first = 0;
        while (first < sentence.size() && sentence.get(first).type() == Token.Type.MARK) {
            first++;
        }
        boolean marked = sentence.subList(0, first).stream()
                .anyMatch(token -> CROSSES.contains(token.word()) || TICKS.contains(token.word()));
        return first < sentence.size()
                && sentence.get(first).isWord()
                && SAMPLES.contains(sentence.get(first).word())
                && (marked
                        || (first + 1 < sentence.size()
                                && sentence.get(first + 1).is(":")))
                && !sentence.get(first).is("before");
    }
}
