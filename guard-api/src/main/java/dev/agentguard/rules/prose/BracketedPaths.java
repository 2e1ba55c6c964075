package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads "alter the release pipeline (`.github/workflows/release.yml`)": the paths in brackets are the object. */
final class BracketedPaths {

    private static final Set<String> BETWEEN =
            Vocabulary.words(", / or and & e.g eg i.e ie like such as including etc in at");

    private BracketedPaths() {}

    static List<Found> read(List<Token> region) {
        int open = Phrases.index(region, "(", 1);
        int close = open < 0 ? -1 : Phrases.index(region, ")", open);
        if (close < 0 || region.subList(0, open).stream().anyMatch(Token::isCode)) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        for (Token token : region.subList(open + 1, close)) {
            String text = token.text().strip();
            if (token.isCode() && Paths.isOne(text)) {
                paths.add(text);
            } else if (token.isCode() || !BETWEEN.contains(token.word())) {
                return List.of();
            }
        }
        List<Found> founds = new ArrayList<>();
        for (Token token : region.subList(0, open)) {
            Verb verb = token.isWord() && !paths.isEmpty() ? Verb.of(token.word()) : null;
            Condition meant = verb == null || verb == Verb.RUN ? null : FileMeanings.at(verb, paths);
            if (meant != null) {
                founds.add(Found.plain(meant));
            } else if (verb == null && !founds.isEmpty() && !token.is("or") && !token.is("and") && !token.is(",")) {
                break;
            }
        }
        return founds;
    }
}
