package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts the verbs in front where they stand behind what it is done to: "package add/remove/update", "history rewrites". */
final class ObjectFirst {

    private static final Set<String> LINKS = Set.of("/", "or", "and", ",", "&");

    private ObjectFirst() {}

    /** Returns the words with their verbs first; nothing if the verbs do not stand last, or stand alone. */
    static List<Token> reordered(List<Token> region) {
        int end = region.size();
        while (end > 0
                && region.get(end - 1).type() == Token.Type.MARK
                && !LINKS.contains(region.get(end - 1).word())) {
            end--;
        }
        int start = end;
        while (start > 0
                && (isVerb(region.get(start - 1))
                        || LINKS.contains(region.get(start - 1).word()))) {
            start--;
        }
        while (start < end && LINKS.contains(region.get(start).word())) {
            start++;
        }
        boolean object =
                start > 0 && start < end && region.subList(0, start).stream().noneMatch(ObjectFirst::isActing);
        if (!object) {
            return List.of();
        }
        List<Token> ordered = new ArrayList<>();
        for (Token token : region.subList(start, end)) {
            Verb verb = Verb.of(token.word()) != null ? Verb.of(token.word()) : Verb.nominal(token.word());
            ordered.add(
                    verb == null
                            ? token
                            : new Token(token.text(), base(token.word(), verb), token.type(), token.line(), " "));
        }
        Token first = region.get(0);
        ordered.add(new Token(first.text(), first.word(), first.type(), first.line(), " "));
        ordered.addAll(region.subList(1, start));
        return ordered;
    }

    /** "package add/remove/update": the same where slashes say that each of the verbs is meant. */
    static List<Token> slashed(List<Token> region) {
        int last = region.size() - 1;
        boolean several =
                last > 2 && region.get(last - 1).is("/") && isVerb(region.get(last)) && isVerb(region.get(last - 2));
        List<Token> ordered =
                several && region.get(0).isWord() && Thing.at(region, 0) != null ? reordered(region) : List.of();
        return ordered.isEmpty() ? region : ordered;
    }

    private static String base(String word, Verb verb) {
        return Verb.of(word) != null ? Verb.lemma(word) : verb.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isVerb(Token token) {
        return token.isWord() && (Verb.of(token.word()) != null || Verb.nominal(token.word()) != null);
    }

    /** A verb in front that is no noun as well. */
    private static boolean isActing(Token token) {
        return token.isWord() && Verb.of(token.word()) != null && Thing.at(List.of(token), 0) == null;
    }
}
