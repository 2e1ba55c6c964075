package dev.agentguard.rules.prose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a document and hands each sentence on with what its heading or the line above its list says. A heading
 * holds until the next one of its level or a higher one. Recursion is bounded by the parser's nesting limits.
 */
final class MarkdownWalk {

    private final StatementReader reader;
    private final Deque<HeadingMood> headings = new ArrayDeque<>();
    private List<Token> headingSubject = List.of();
    private List<Token> above = List.of();

    MarkdownWalk(StatementReader reader) {
        this.reader = reader;
    }

    private record HeadingMood(int level, Mood mood) {}

    void blocks(Node parent, Mood inherited) {
        Mood lead = inherited;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                carry(lead, heading);
                lead = heading(heading);
            } else if (node instanceof Paragraph) {
                lead = table(node, lead.isNone() ? headingMood() : lead)
                        ? inherited
                        : paragraph(node, headingMood().code() ? headingMood() : Mood.NONE, inherited);
            } else if (node instanceof ListBlock) {
                above = named(node.getPrevious());
                Mood open = list(node, lead.isNone() ? headingMood() : lead);
                above = List.of();
                lead = open.isNone() ? lead : open;
            } else if (CodeBlocks.isOne(node)) {
                CodeBlocks.read(node, lead.isNone() ? headingMood() : lead, reader);
            } else {
                blocks(node, lead);
            }
        }
    }

    /** "Ask before:" in front of deeper headings leads what stands below each of them. */
    private void carry(Mood lead, Heading heading) {
        int level = headings.isEmpty() ? 0 : headings.peek().level();
        List<Token> before =
                heading.getPrevious() instanceof Paragraph ? InlineTokens.of(heading.getPrevious()) : List.of();
        boolean leads = !before.isEmpty() && before.get(before.size() - 1).is(":");
        if (leads && lead.demands() && heading.getLevel() > level) {
            headings.push(new HeadingMood(level, lead));
        }
    }

    private Mood heading(Heading heading) {
        List<Token> tokens = InlineTokens.of(heading);
        headingSubject = TableRows.isOnlyCode(tokens) ? BlockSubject.of(tokens) : List.of();
        while (!headings.isEmpty() && headings.peek().level() >= heading.getLevel()) {
            headings.pop();
        }
        Mood files = PathLists.mood(tokens, heading.getNext());
        Mood mood = files.isNone() ? Mood.of(tokens) : files;
        // "Generated, do not edit" says nothing of "## How to change it" below
        Mood above = headingMood().namesVerb() ? Mood.NONE : headingMood();
        headings.push(new HeadingMood(heading.getLevel(), mood.isNone() ? above : mood));
        if (mood.isNone() || mood.code()) {
            Tokens.sentences(tokens).forEach(sentence -> reader.read(sentence, mood));
        }
        return Mood.NONE;
    }

    /** A line above a list that only names a path: what its items speak of. */
    private static List<Token> named(@Nullable Node before) {
        List<Token> tokens = before instanceof Paragraph ? InlineTokens.of(before) : List.of();
        return TableRows.isOnlyCode(tokens) ? BlockSubject.of(tokens) : List.of();
    }

    private Mood headingMood() {
        HeadingMood nearest = headings.peek();
        return nearest == null ? Mood.NONE : nearest.mood();
    }

    /** Reads a paragraph and returns what it says of the list below it. */
    private Mood paragraph(Node paragraph, Mood mood, Mood otherwise) {
        List<List<Token>> sentences = new ArrayList<>();
        Set<Integer> starts = new HashSet<>();
        for (List<Token> part : TableRows.barred(InlineTokens.of(paragraph))) {
            starts.add(sentences.size());
            sentences.addAll(Tokens.sentences(part));
        }
        reader.startBlock(above.isEmpty() ? headingSubject : above);
        Mood files = sentences.isEmpty()
                ? Mood.NONE
                : PathLists.mood(sentences.get(sentences.size() - 1), paragraph.getNext());
        for (int i = 0; i < sentences.size() - (files.isNone() ? 0 : 1); i++) {
            reader.read(sentences.get(i), starts.contains(i) ? mood : Mood.NONE);
        }
        if (!files.isNone()) {
            return files;
        }
        Mood said = sentences.isEmpty() ? Mood.NONE : Mood.of(sentences.get(sentences.size() - 1));
        if (said.isNone() && paragraph.getNext() instanceof ListBlock) {
            said = Continued.mood(sentences);
        }
        return said.isNone() ? otherwise : said;
    }

    /** Returns what the last item says of a list of another kind below: "3. Never do:". */
    private Mood list(Node list, Mood mood) {
        Mood open = Mood.NONE;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Mood lead = mood;
            Node first = item.getFirstChild();
            Mood said = first == item.getLastChild() && first instanceof Paragraph ? leads(first) : Mood.NONE;
            if (!said.isNone()) {
                open = said;
            } else if (open.demands() && mood.isNone()) {
                lead = open;
            }
            Mood own = lead;
            for (Node node = first; node != null; node = node.getNext()) {
                if (node instanceof Paragraph) {
                    lead = paragraph(node, node == first ? own : Mood.NONE, own);
                } else if (node instanceof ListBlock) {
                    list(node, lead);
                } else if (CodeBlocks.isOne(node)) {
                    CodeBlocks.read(node, lead, reader);
                } else {
                    blocks(node, lead);
                }
            }
        }
        return open;
    }

    /** What an item that ends with a colon says of those below it, which should have been its own. */
    private static Mood leads(Node paragraph) {
        List<Token> tokens = InlineTokens.of(paragraph);
        boolean colon = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(":");
        return colon ? Mood.of(tokens) : Mood.NONE;
    }

    /** A table whose header forbids in a column, or a row's cells as items; false if this is no table. */
    private boolean table(Node paragraph, Mood above) {
        List<List<Token>> rows = TableRows.of(InlineTokens.of(paragraph));
        if (rows.isEmpty()) {
            return false;
        }
        List<List<Token>> header = TableRows.cells(rows.get(0));
        for (List<Token> row : rows.subList(1, rows.size())) {
            List<List<Token>> cells = TableRows.cells(row);
            List<Token> subject = cells.stream()
                    .map(BlockSubject::of)
                    .filter(code -> !code.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            for (int i = 0; i < cells.size(); i++) {
                Mood column = i < header.size() ? Mood.of(header.get(i)) : Mood.NONE;
                Mood first = i > 0 ? Mood.of(cells.get(0)) : Mood.NONE;
                Mood own = !column.isNone() ? column : !first.isNone() ? first : TableRows.mood(header, cells, i);
                boolean named = i == 0 && own.isNone() && above.demands() && TableRows.isOnlyCode(cells.get(0));
                Mood mood = named ? above.under(header.get(0)) : own;
                reader.startBlock(subject);
                for (List<Token> sentence : Tokens.sentences(cells.get(i))) {
                    reader.read(sentence, mood);
                }
            }
        }
        return true;
    }
}
