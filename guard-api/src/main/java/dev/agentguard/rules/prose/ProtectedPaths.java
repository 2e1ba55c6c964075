package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the paths that a prohibition speaks of from elsewhere in its sentence. */
final class ProtectedPaths {

    private ProtectedPaths() {}

    /** "`secrets/` is off limits": neither to be read nor to be written. */
    static List<Token> ofPlace(List<Token> subject) {
        boolean paths = subject.stream().anyMatch(Token::isCode)
                && subject.stream()
                        .filter(Token::isCode)
                        .allMatch(token -> Paths.isOne(token.text().strip()))
                && subject.stream()
                        .noneMatch(token ->
                                token.isWord() && Verb.of(token.word()) != null && Thing.at(List.of(token), 0) == null);
        if (!paths) {
            return subject;
        }
        // "`index.ts` is banned": no file may have this name
        boolean name = subject.stream()
                .filter(Token::isCode)
                .allMatch(token ->
                        Paths.isFileName(token.text().strip()) && token.text().indexOf('/') < 0);
        boolean always = subject.stream().anyMatch(token -> token.is("always") || token.is("any"));
        List<Token> region = new ArrayList<>();
        for (String word : name && always ? List.of("create") : List.of("read", "or", "modify")) {
            region.add(new Token(word, word, Token.Type.WORD, subject.get(0).line(), " "));
        }
        region.addAll(subject);
        return region;
    }

    /** "`docs/**` do not modify": nothing but paths stands in front. */
    static boolean areAll(List<Token> subject) {
        return subject.stream().anyMatch(Token::isCode)
                && subject.stream()
                        .allMatch(token -> token.isCode()
                                ? Paths.isOne(token.text().strip())
                                : token.type() == Token.Type.MARK
                                        || Set.of("and", "or", "files", "file", "folder", "the", "directory")
                                                .contains(token.word()));
    }

    /** "`a.md` - do not modify": the path in front is what is not to be modified. */
    static Demand inFront(Demand denied, List<Token> before) {
        List<Token> paths = before.stream()
                .filter(token -> token.isCode() && Paths.isOne(token.text().strip()))
                .toList();
        boolean bare = denied.region().stream().noneMatch(Token::isCode)
                && !Words.isPure(denied.region())
                && Headings.isVerbOnly(denied.region());
        if (paths.isEmpty() || !bare) {
            return denied;
        }
        List<Token> region = new ArrayList<>(denied.region());
        region.addAll(paths);
        return new Demand(denied.polarity(), region, denied.condition(), denied.reading(), false);
    }
}
