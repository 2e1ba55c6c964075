package dev.agentguard.rules.prose;

import java.util.List;

/** Items of lists: what an item names where the line above says what is not to be done to it. */
final class Items {

    private static final int NEAR = 4;

    private Items() {}

    /** The object that an item names, without what a colon tells of it; nothing if it names none. */
    static List<Token> object(List<Token> item) {
        int colon = Phrases.outside(item, ":");
        if (colon < 1) {
            return isObject(item) ? item : List.of();
        }
        List<Token> head = item.subList(0, colon);
        List<Token> paths = item.subList(colon + 1, item.size()).stream()
                .filter(token -> token.isCode() && Paths.isOne(token.text().strip()))
                .toList();
        boolean listed = head.stream().noneMatch(Token::isCode)
                && !paths.isEmpty()
                && item.get(colon + 1).isCode();
        return listed ? paths : isObject(head) ? head : List.of();
    }

    /** Whether an item starts with what something may be done to: a path, or a noun that is known. */
    private static boolean isObject(List<Token> item) {
        for (int i = 0; i < Math.min(item.size(), NEAR); i++) {
            Token token = item.get(i);
            if (token.isCode() || token.type() == Token.Type.PLACEHOLDER) {
                return i == 0 || item.subList(0, i).stream().noneMatch(before -> isVerb(before) || before.is(":"));
            }
            if (token.isWord() && Thing.at(item, i) != null) {
                return true;
            }
            if (token.is(":") || (token.isWord() && i == 0 && isVerb(token))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isVerb(Token token) {
        return token.isWord()
                && Verb.of(token.word()) != null
                && Verb.lemma(token.word()).equals(token.word())
                && !token.is("use");
    }
}
