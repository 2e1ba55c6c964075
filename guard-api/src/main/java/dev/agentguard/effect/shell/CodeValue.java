package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an expression of inline code is worth, as far as that is written in it. */
final class CodeValue {

    private static final Word UNKNOWN = new Word("$value", false);

    private CodeValue() {}

    /** Splits the tokens between two positions at the commas that stand in no bracket. */
    static List<List<CodeToken>> split(List<CodeToken> tokens) {
        List<List<CodeToken>> parts = new ArrayList<>(2);
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            CodeToken token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) {
                depth++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                depth--;
            } else if (token.is(",") && depth == 0) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        if (start < tokens.size()) {
            parts.add(tokens.subList(start, tokens.size()));
        }
        return parts;
    }

    /** The elements of a list, or null if the expression is none. */
    static @Nullable List<Word> list(List<CodeToken> tokens, Map<String, Word> variables) {
        if (tokens.isEmpty()
                || !tokens.get(0).is("[")
                || !tokens.get(tokens.size() - 1).is("]")) {
            return null;
        }
        List<Word> words = new ArrayList<>();
        for (List<CodeToken> element : split(tokens.subList(1, tokens.size() - 1))) {
            words.add(text(element, variables));
        }
        return words;
    }

    /** The text of an expression; what is put in when it runs stands in it as {@code $value}. */
    static Word text(List<CodeToken> tokens, Map<String, Word> variables) {
        StringBuilder text = new StringBuilder();
        boolean known = true;
        boolean any = false;
        for (int i = 0; i < tokens.size(); i++) {
            CodeToken token = tokens.get(i);
            if (token.is("+")
                    || token.is("(")
                    || token.is(")")
                    || token.is(";")
                    || (token.is(".") && !named(tokens, i + 1))) {
                continue;
            }
            Word value;
            if (token.isString()) {
                value = new Word(token.text(), token.known());
                int end = harmless(tokens, i + 1);
                if (end < 0) {
                    value = UNKNOWN;
                    i = tokens.size();
                } else {
                    i = end - 1;
                }
            } else if (token.isName() && i + 1 < tokens.size() && !isJoin(tokens.get(i + 1))) {
                value = UNKNOWN;
                i = tokens.size();
            } else {
                value = token.isName() ? variables.getOrDefault(token.text(), UNKNOWN) : UNKNOWN;
                i = token.isName() ? i : tokens.size();
            }
            if (text.length() + value.text().length() > TextTools.LONGEST) {
                return UNKNOWN;
            }
            text.append(value.text());
            known &= value.known();
            any = true;
        }
        return any ? new Word(text.toString(), known) : UNKNOWN;
    }

    private static boolean isJoin(CodeToken token) {
        return token.is("+") || token.is(")") || token.is(".") || token.is(";");
    }

    private static boolean named(List<CodeToken> tokens, int at) {
        return at < tokens.size() && tokens.get(at).isName();
    }

    /** Behind a string, methods that keep its text; returns where they end, or -1 if another one is called. */
    private static int harmless(List<CodeToken> tokens, int from) {
        int at = from;
        while (at + 1 < tokens.size()
                && tokens.get(at).is(".")
                && tokens.get(at + 1).isName()) {
            String method = tokens.get(at + 1).text();
            boolean called = at + 3 < tokens.size()
                    && tokens.get(at + 2).is("(")
                    && tokens.get(at + 3).is(")");
            if (!called
                    || !switch (method) {
                        case "split", "strip", "trim", "encode", "decode", "toString", "freeze", "chomp" -> true;
                        default -> false;
                    }) {
                return -1;
            }
            at += 4;
        }
        boolean sliced = at < tokens.size()
                && (tokens.get(at).is("[")
                        || tokens.get(at).is("%")
                        || tokens.get(at).is("*"));
        return sliced ? -1 : at;
    }
}
