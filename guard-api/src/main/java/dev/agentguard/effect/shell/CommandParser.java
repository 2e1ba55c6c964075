package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.Node.Assignment;
import dev.agentguard.effect.shell.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one command: simple, compound or the definition of a function. */
final class CommandParser {

    private final Cursor in;
    private final WordParser words;
    private final ScriptParser lists;
    private final CompoundParser compounds;

    CommandParser(Cursor in, WordParser words, ScriptParser lists) {
        this.in = in;
        this.words = words;
        this.lists = lists;
        this.compounds = new CompoundParser(in, words, lists);
    }

    Node command() {
        Blanks.skip(in);
        if (!in.descend()) {
            return new Node.Sequence(List.of());
        }
        Node node = in.here() == '(' ? parenthesis() : worded();
        in.ascend();
        return node;
    }

    private Node parenthesis() {
        if (in.ahead(1) == '(') {
            int close = ArithmeticEnd.find(in.text, in.at + 2);
            if (close >= 0 && !ArithmeticEnd.looksLikeCommands(in.text, in.at + 2, close)) {
                int start = in.at;
                Part.Arithmetic inside = new ExpansionParser(in, words).arithmetic(in.at + 2, close, start);
                return new Node.Words(List.of(new RawWord(in.since(start), null, List.of(inside), false)));
            }
        }
        in.at++;
        Node body = lists.nested();
        if (in.here() == ')') {
            in.at++;
        } else {
            in.problem("a parenthesis that is never closed");
        }
        return new Node.Block(Kind.SUBSHELL, List.of(body), redirects());
    }

    private Node worded() {
        int start = in.at;
        RawWord first = redirectAhead() ? null : words.word();
        if (first != null && first.plain() != null && Keyword.opens(first.plain())) {
            switch (first.plain()) {
                case "!", "time", "coproc" -> {
                    skipFlags();
                    return command();
                }
                default -> {
                    Node compound = compounds.compound(first.plain());
                    List<Redirect> redirects = redirects();
                    return redirects.isEmpty() ? compound : new Node.Block(Kind.GROUP, List.of(compound), redirects);
                }
            }
        }
        if (first != null && in.here() == '(' && definesFunction(first)) {
            in.at = in.text.indexOf(')', in.at) + 1;
            Blanks.skipLines(in);
            Node body = command();
            if (body instanceof Node.Simple nothing
                    && nothing.words().isEmpty()
                    && nothing.assignments().isEmpty()) {
                in.problem("a function that has no body");
            }
            return new Node.Function(first.raw(), body);
        }
        return simple(first, start);
    }

    /** {@code time -p}. */
    private void skipFlags() {
        Blanks.skip(in);
        if (in.looksAt("-p ")) {
            in.at += 3;
        }
    }

    private boolean definesFunction(RawWord name) {
        if (name.plain() == null || name.plain().endsWith("=")) {
            return false;
        }
        int at = in.at + 1;
        while (at < in.text.length() && (in.text.charAt(at) == ' ' || in.text.charAt(at) == '\t')) {
            at++;
        }
        return at < in.text.length() && in.text.charAt(at) == ')';
    }

    private Node simple(@Nullable RawWord first, int start) {
        List<Assignment> assignments = new ArrayList<>(0);
        List<RawWord> found = new ArrayList<>(6);
        List<Redirect> redirects = new ArrayList<>(1);
        RawWord word = first;
        while (true) {
            if (word != null && !word.raw().isEmpty()) {
                Redirect redirect = descriptor(word);
                Assignment assignment = redirect == null ? assignment(word, found) : null;
                if (redirect != null) {
                    redirects.add(redirect);
                } else if (assignment != null && found.isEmpty()) {
                    assignments.add(assignment);
                } else {
                    add(word, found);
                }
            }
            Blanks.skip(in);
            if (in.atEnd()) {
                break;
            }
            char c = in.here();
            if (redirectAhead()) {
                redirects.add(redirect(""));
                word = null;
            } else if (c == '(' && !found.isEmpty()) {
                in.problem("a parenthesis after a word");
                in.at++;
                word = null;
            } else if (WordParser.isMeta(c) && !isPipe(c)) {
                break;
            } else {
                word = words.word();
            }
        }
        return new Node.Simple(assignments, found, redirects, start);
    }

    private void add(RawWord word, List<RawWord> found) {
        if (!word.braces() || !in.expands(1)) {
            found.add(word);
            return;
        }
        List<RawWord> words = BraceExpansion.of(word);
        in.expands(words.size() - 1);
        found.addAll(words);
    }

    private @Nullable Assignment assignment(RawWord word, List<RawWord> before) {
        String raw = word.raw();
        int equals = raw.indexOf('=');
        if (equals <= 0) {
            return null;
        }
        boolean append = raw.charAt(equals - 1) == '+';
        int end = append ? equals - 1 : equals;
        int index = raw.indexOf('[');
        String name = ExpansionParser.nameOf(raw, index > 0 && index < end ? index : end);
        if (name == null) {
            return null;
        }
        if (in.here() == '(' && equals == raw.length() - 1) {
            return new Assignment(name, append, RawWord.plain(""), elements());
        }
        return before.isEmpty() ? new Assignment(name, append, Words.behind(word, equals + 1), null) : null;
    }

    private List<RawWord> elements() {
        List<RawWord> elements = new ArrayList<>();
        in.at++;
        while (true) {
            Blanks.skipLines(in);
            if (in.atEnd()) {
                in.problem("an array that is never closed");
                return elements;
            }
            if (in.here() == ')') {
                in.at++;
                return elements;
            }
            RawWord word = words.word();
            if (word.raw().isEmpty()) {
                in.problem("`" + in.here() + "` inside of an array");
                in.at++;
            } else {
                add(word, elements);
            }
        }
    }

    private boolean isPipe(char c) {
        return (c == '<' || c == '>') && in.ahead(1) == '(';
    }

    private boolean redirectAhead() {
        char c = in.here();
        return ((c == '<' || c == '>') && in.ahead(1) != '(') || (c == '&' && in.ahead(1) == '>');
    }

    /** A number or {@code {name}} that stands directly before a redirection belongs to it. */
    private @Nullable Redirect descriptor(RawWord word) {
        if (!redirectAhead() || in.here() == '&' || !isDescriptor(word.raw())) {
            return null;
        }
        return redirect(word.raw());
    }

    private static boolean isDescriptor(String text) {
        boolean number = true;
        for (int i = 0; i < text.length(); i++) {
            number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number || (text.charAt(0) == '{' && text.endsWith("}") && text.indexOf(',') < 0);
    }

    private Redirect redirect(String descriptor) {
        String operator = RedirectOperator.take(in);
        Blanks.skip(in);
        Redirect redirect = new Redirect(operator, descriptor, words.word());
        if (redirect.target.raw().isEmpty()) {
            in.problem("a redirection to nothing");
        } else if (redirect.isHereDocument()) {
            in.pending.add(redirect);
        }
        return redirect;
    }

    private List<Redirect> redirects() {
        List<Redirect> redirects = new ArrayList<>(0);
        while (true) {
            Blanks.skip(in);
            int start = in.at;
            if (redirectAhead()) {
                redirects.add(redirect(""));
            } else if (in.here() >= '0' && in.here() <= '9') {
                Redirect redirect = descriptor(words.word());
                if (redirect == null) {
                    in.at = start;
                    return redirects;
                }
                redirects.add(redirect);
            } else {
                return redirects;
            }
        }
    }
}
