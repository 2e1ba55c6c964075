package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** Paths that are listed where nothing says what is not to be done to them: "Ask first:", "`schema.prisma`". */
final class ListedPaths {

    private ListedPaths() {}

    /** The words above an item; where these name no verb and the item is a path, it is not to be modified. */
    static List<Token> lead(Mood mood, List<Token> item) {
        List<Token> paths = BlockSubject.of(item);
        boolean path = !paths.isEmpty()
                && paths.stream().allMatch(token -> Paths.isOne(token.text().strip()))
                && item.stream().noneMatch(token -> token.isWord() && Verb.of(token.word()) != null)
                && mood.words().stream()
                        .noneMatch(token ->
                                token.isWord() && Verb.of(token.word()) != null && Verb.of(token.word()) != Verb.RUN);
        if (!path) {
            return mood.words();
        }
        List<Token> lead = new ArrayList<>(mood.words());
        lead.add(Words.plain("modify", item.get(0).line()));
        return lead;
    }
}
