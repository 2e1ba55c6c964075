package dev.agentguard.rules.prose;

import dev.agentguard.rules.prose.Demand.Polarity;
import dev.agentguard.rules.prose.StatementReader.Mood;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Goes through a document and hands each sentence on with what its heading or the line above its list says. A heading
 * holds until the next one of its level or a higher one. Recursion is bounded by the parser's nesting limits.
 */
final class MarkdownWalk {

    private final StatementReader reader;
    private final Deque<HeadingMood> headings = new ArrayDeque<>();

    MarkdownWalk(StatementReader reader) {
        this.reader = reader;
    }

    private record HeadingMood(int level, Mood mood) {}

    void blocks(Node parent, Mood inherited) {
        Mood lead = inherited;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                lead = heading(heading);
            } else if (node instanceof Paragraph) {
                lead = paragraph(node, Mood.NONE, inherited);
            } else if (node instanceof ListBlock) {
                list(node, lead.polarity() == Polarity.NONE ? headingMood() : lead);
            } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
                code((Block) node, lead.polarity() == Polarity.NONE ? headingMood() : lead);
            } else {
                blocks(node, lead);
            }
        }
    }

    private Mood heading(Heading heading) {
        List<Token> tokens = tokens(heading);
        while (!headings.isEmpty() && headings.peek().level() >= heading.getLevel()) {
            headings.pop();
        }
        Mood mood = StatementReader.moodOf(tokens);
        headings.push(new HeadingMood(heading.getLevel(), mood.polarity() == Polarity.NONE ? headingMood() : mood));
        Tokens.sentences(tokens).forEach(sentence -> reader.read(sentence, Mood.NONE));
        return Mood.NONE;
    }

    private Mood headingMood() {
        HeadingMood nearest = headings.peek();
        return nearest == null ? Mood.NONE : nearest.mood();
    }

    /** Reads a paragraph and returns what it says of the list below it. */
    private Mood paragraph(Node paragraph, Mood mood, Mood otherwise) {
        List<List<Token>> sentences = Tokens.sentences(tokens(paragraph));
        Mood above = mood;
        for (List<Token> sentence : sentences) {
            reader.read(sentence, above);
            above = Mood.NONE;
        }
        Mood said = sentences.isEmpty() ? Mood.NONE : StatementReader.moodOf(sentences.get(sentences.size() - 1));
        return said.polarity() == Polarity.NONE ? otherwise : said;
    }

    private void list(Node list, Mood mood) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Mood lead = mood;
            Node first = item.getFirstChild();
            for (Node node = first; node != null; node = node.getNext()) {
                if (node instanceof Paragraph) {
                    lead = paragraph(node, node == first ? mood : Mood.NONE, mood);
                } else if (node instanceof ListBlock) {
                    list(node, lead);
                } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
                    code((Block) node, lead);
                } else {
                    blocks(node, lead);
                }
            }
        }
    }

    private void code(Block block, Mood mood) {
        if (mood.polarity() == Polarity.DENY || mood.polarity() == Polarity.ASK) {
            String text = block instanceof FencedCodeBlock fenced
                    ? fenced.getLiteral()
                    : ((IndentedCodeBlock) block).getLiteral();
            reader.adviseOn(text, line(block, 1), ActionReader.COMMAND_LINE);
        }
    }

    private static List<Token> tokens(Node block) {
        Tokens tokens = new Tokens();
        addInlines(block, tokens, line(block, 1));
        return tokens.tokens();
    }

    private static int addInlines(Node parent, Tokens tokens, int lineOfParent) {
        int line = lineOfParent;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            line = line(node, line);
            if (node instanceof Text text) {
                tokens.addText(text.getLiteral(), line);
            } else if (node instanceof Code code) {
                tokens.addCode(code.getLiteral(), line);
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak || node instanceof HtmlInline) {
                tokens.addBreak();
            } else {
                line = addInlines(node, tokens, line);
            }
        }
        return line;
    }

    private static int line(Node node, int otherwise) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? otherwise : spans.get(0).getLineIndex() + 1;
    }
}
