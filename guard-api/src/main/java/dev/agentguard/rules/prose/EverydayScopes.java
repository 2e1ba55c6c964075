package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** "during this session", "for normal team workflows": times and purposes that are those of all work. */
final class EverydayScopes {

    private static final Set<String> STARTS = Set.of("during", "for", "in", "as", "within", "throughout");
    private static final Set<String> KINDS = Vocabulary.words(
            "normal routine regular ordinary everyday day-to-day daily standard typical usual common general this the "
                    + "current your our my any all chat coding agent team local part of development dev project");
    private static final Set<String> HEADS = Vocabulary.words(
            "work workflow workflows session sessions conversation task tasks development operation operations use"
                    + " usage run runs purpose purposes reason reasons day chat turn cycle activity activities");

    private EverydayScopes() {}

    /** How many words such a phrase has that starts here; 0 if there is none. */
    static int length(List<Token> words, int at) {
        if (at >= words.size() || !STARTS.contains(words.get(at).word())) {
            return 0;
        }
        int i = at + 1;
        while (i < words.size() && KINDS.contains(words.get(i).word())) {
            i++;
        }
        boolean head = i > at + 1
                && i < words.size()
                && words.get(i).isWord()
                && HEADS.contains(words.get(i).word());
        boolean chat = !head && i > at + 1 && HEADS.contains(words.get(i - 1).word());
        int end = head ? i + 1 : chat ? i : 0;
        boolean over = end >= words.size()
                || !words.get(end).isWord()
                || Set.of("or", "and", "unless", "without")
                        .contains(words.get(end).word());
        return end > 0 && over ? end - at : 0;
    }
}
