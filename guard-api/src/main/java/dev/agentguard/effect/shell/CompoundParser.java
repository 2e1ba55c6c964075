package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.Node.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads compound commands, from behind their first keyword. */
final class CompoundParser {

    private final Cursor in;
    private final WordParser words;
    private final ScriptParser lists;

    CompoundParser(Cursor in, WordParser words, ScriptParser lists) {
        this.in = in;
        this.words = words;
        this.lists = lists;
    }

    Node compound(String keyword) {
        switch (keyword) {
            case "{" -> {
                Node body = lists.list(false);
                expect("}");
                return new Node.Block(Kind.GROUP, List.of(body), List.of());
            }
            case "if" -> {
                return branches();
            }
            case "while", "until" -> {
                return loop();
            }
            case "for", "select" -> {
                return counted();
            }
            case "case" -> {
                return cases();
            }
            case "function" -> {
                return function();
            }
            default -> {
                return condition();
            }
        }
    }

    private Node branches() {
        List<Node> parts = new ArrayList<>();
        parts.add(lists.list(false));
        expect("then");
        parts.add(lists.list(false));
        while (Keyword.take(in, "elif")) {
            parts.add(lists.list(false));
            expect("then");
            parts.add(lists.list(false));
        }
        if (Keyword.take(in, "else")) {
            parts.add(lists.list(false));
        }
        expect("fi");
        return new Node.Block(Kind.BRANCH, parts, List.of());
    }

    private Node loop() {
        Node condition = lists.list(false);
        Node body = body();
        return new Node.Block(Kind.LOOP, List.of(condition, body), List.of());
    }

    private Node body() {
        if (Keyword.take(in, "{")) {
            Node body = lists.list(false);
            expect("}");
            return body;
        }
        expect("do");
        Node body = lists.list(false);
        expect("done");
        return body;
    }

    private Node counted() {
        Blanks.skip(in);
        if (in.looksAt("((")) {
            int close = ArithmeticEnd.find(in.text, in.at + 2);
            if (close >= 0) {
                int start = in.at;
                Part.Arithmetic inside = new ExpansionParser(in, words).arithmetic(in.at + 2, close, start);
                RawWord head = new RawWord(in.since(start), null, List.of(inside), false);
                Keyword.take(in, ";");
                return new Node.Block(Kind.LOOP, List.of(new Node.Words(List.of(head)), body()), List.of());
            }
        }
        String name = words.word().raw();
        List<RawWord> values = null;
        if (Keyword.take(in, "in")) {
            values = new ArrayList<>();
            while (true) {
                Blanks.skip(in);
                RawWord word = words.word();
                if (word.raw().isEmpty()) {
                    break;
                }
                if (word.braces()) {
                    values.addAll(BraceExpansion.of(word));
                } else {
                    values.add(word);
                }
            }
        }
        Blanks.skip(in);
        if (in.here() == ';') {
            in.at++;
        }
        return new Node.For(name, values, body(), List.of());
    }

    private Node cases() {
        List<Node> parts = new ArrayList<>();
        Blanks.skip(in);
        parts.add(new Node.Words(List.of(words.word())));
        expect("in");
        while (!Keyword.take(in, "esac")) {
            if (in.atEnd()) {
                in.problem("a case that is never closed");
                break;
            }
            pattern(parts);
            parts.add(lists.list(true));
            int before = in.at;
            boolean more = in.skip(";;&") || in.skip(";;") || in.skip(";&");
            if (!more && !Keyword.take(in, "esac")) {
                in.problem("a case that is never closed");
                in.at = Math.max(in.at, before);
                break;
            } else if (!more) {
                break;
            }
        }
        return new Node.Block(Kind.BRANCH, parts, List.of());
    }

    private void pattern(List<Node> parts) {
        List<RawWord> patterns = new ArrayList<>();
        while (!in.atEnd() && in.here() != ')') {
            Blanks.skipLines(in);
            RawWord word = words.word();
            if (!word.raw().isEmpty()) {
                patterns.add(word);
            } else if (in.here() != ')') {
                in.at++; // ( before and | between patterns
            }
        }
        in.at = Math.min(in.at + 1, in.text.length());
        parts.add(new Node.Words(patterns));
    }

    private Node function() {
        Blanks.skip(in);
        String name = words.word().raw();
        Blanks.skip(in);
        if (in.here() == '(' && in.ahead(1) == ')') {
            in.at += 2;
        }
        Blanks.skipLines(in);
        return new Node.Function(name, new CommandParser(in, words, lists).command());
    }

    /** {@code [[ … ]]}: operators inside compare, they do not redirect. */
    private Node condition() {
        List<RawWord> inside = new ArrayList<>();
        while (true) {
            Blanks.skipLines(in);
            if (in.atEnd()) {
                in.problem("`[[` that is never closed");
                break;
            }
            RawWord word = words.word();
            if (word.is("]]")) {
                break;
            }
            if (word.raw().isEmpty()) {
                in.at++;
            } else {
                inside.add(word);
            }
        }
        return new Node.Words(inside);
    }

    private void expect(String keyword) {
        if (!Keyword.take(in, keyword)) {
            in.problem("`" + keyword + "` is missing");
        }
    }
}
