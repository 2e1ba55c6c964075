package dev.agentguard.effect.shell;

import dev.agentguard.effect.shell.Node.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lists and pipelines. What a shell would not accept is noted and skipped, so that what stands around it is still
 * seen.
 */
final class ScriptParser {

    private final Cursor in;
    private final WordParser words;
    private final CommandParser commands;

    ScriptParser(Cursor in) {
        this.in = in;
        this.words = new WordParser(in);
        this.commands = new CommandParser(in, words, this);
    }

    /** Reads the whole text. */
    Node whole() {
        List<Item> items = new ArrayList<>();
        while (true) {
            items.addAll(list(false).items());
            if (in.atEnd()) {
                break;
            }
            in.problem("`" + in.here() + "` or a keyword where none belongs");
            if (!skipKeyword()) {
                in.at++;
            }
        }
        Blanks.readHereDocuments(in);
        return new Node.Sequence(items);
    }

    /** Reads up to the parenthesis that closes this list, or to the end. */
    Node nested() {
        if (!in.descend()) {
            return new Node.Sequence(List.of());
        }
        List<Item> items = new ArrayList<>(list(false).items());
        while (!in.atEnd() && in.here() != ')') {
            in.problem("a keyword where none belongs");
            if (!skipKeyword()) {
                in.at++;
            }
            items.addAll(list(false).items());
        }
        in.ascend();
        return new Node.Sequence(items);
    }

    /** Reads commands up to a closing keyword, parenthesis, end of a case or of the text, none of which is consumed. */
    Node.Sequence list(boolean inCase) {
        List<Item> items = new ArrayList<>(4);
        String before = ";";
        while (true) {
            Blanks.skipLines(in);
            if (in.atEnd() || in.here() == ')' || Keyword.closes(in)) {
                break;
            }
            if (in.here() == ';' && (in.ahead(1) == ';' || in.ahead(1) == '&')) {
                if (inCase) {
                    break;
                }
                in.problem("`;;` outside of a case");
                in.at += 2;
                continue;
            }
            if (in.here() == ';' || in.here() == '&' || in.here() == '|') {
                before = separator();
                continue;
            }
            int start = in.at;
            items.add(new Item(before, pipeline()));
            if (in.at == start) {
                in.problem("`" + in.here() + "` where none belongs");
                in.at++;
            }
            before = separator();
        }
        return new Node.Sequence(items);
    }

    private String separator() {
        Blanks.skip(in);
        if (in.skip("&&")) {
            return "&&";
        }
        if (in.skip("||")) {
            return "||";
        }
        if ((in.here() == ';' && in.ahead(1) != ';' && in.ahead(1) != '&') || in.here() == '&' || in.here() == '|') {
            in.at++;
        }
        return ";";
    }

    private Node pipeline() {
        List<Node> stages = new ArrayList<>(2);
        while (true) {
            stages.add(commands.command());
            Blanks.skip(in);
            if (in.here() != '|' || in.ahead(1) == '|') {
                return stages.size() == 1 ? stages.get(0) : new Node.Pipeline(stages);
            }
            in.at += in.ahead(1) == '&' ? 2 : 1;
            Blanks.skipLines(in);
            if (in.atEnd()) {
                in.problem("a pipe into nothing");
                return new Node.Pipeline(stages);
            }
        }
    }

    private boolean skipKeyword() {
        int start = in.at;
        words.word();
        return in.at > start;
    }
}
