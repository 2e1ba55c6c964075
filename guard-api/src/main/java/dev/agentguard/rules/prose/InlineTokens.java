package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Splits the text of a paragraph, a heading or an item into tokens, with the lines they stand in. */
final class InlineTokens {

    private static final Set<String> TAGS = Set.of(
            "<strong>",
            "<code>",
            "<rules>",
            "<important>",
            "<span>",
            "<small>",
            "<mark>",
            "<critical>",
            "<warning>",
            "<details>",
            "<summary>",
            "<rule>",
            "<instructions>");

    private InlineTokens() {}

    static List<Token> of(Node block) {
        Tokens tokens = new Tokens();
        addInlines(block, tokens, line(block, 1));
        return tokens.tokens();
    }

    private static int addInlines(Node parent, Tokens tokens, int lineOfParent) {
        int line = lineOfParent;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            line = line(node, line);
            if (node instanceof Text text && isImport(text)) {
                tokens.addText(".", line);
            } else if (node instanceof Text text) {
                tokens.addText(text.getLiteral(), line);
            } else if (node instanceof Code code) {
                tokens.addCode(code.getLiteral(), line);
            } else if (node instanceof HtmlInline html && isPlaceholder(html.getLiteral())) {
                tokens.addPlaceholder(html.getLiteral(), line);
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak || node instanceof HtmlInline) {
                tokens.addBreak();
            } else {
                line = addInlines(node, tokens, line);
            }
        }
        return line;
    }

    /** {@code @docs/rules.md} on a line of its own is no part of the sentence below it. */
    private static boolean isImport(Text text) {
        String literal = text.getLiteral().strip();
        return literal.startsWith("@")
                && literal.chars().noneMatch(Character::isWhitespace)
                && isLineEnd(text.getPrevious())
                && isLineEnd(text.getNext());
    }

    private static boolean isLineEnd(@Nullable Node beside) {
        return beside == null || beside instanceof SoftLineBreak || beside instanceof HardLineBreak;
    }

    /** {@code <files>} stands for something; {@code <b>} and what has attributes or an end does not. */
    private static boolean isPlaceholder(String html) {
        return html.length() > 5
                && html.length() < 60
                && html.indexOf('/') < 0
                && html.indexOf('=') < 0
                && html.indexOf('!') < 0
                && !TAGS.contains(html.toLowerCase(Locale.ROOT));
    }

    static int line(Node node, int otherwise) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.isEmpty() ? otherwise : spans.get(0).getLineIndex() + 1;
    }
}
