package dev.agentguard.rules.prose;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads the plain prohibitions of files that people write for agents in Markdown, such as {@code AGENTS.md}. Read are
 * sentences, and list items under a heading that forbids, that name a known class of actions; "unless the user asks",
 * "without approval" and "ask before" make a question of a prohibition. What else the file demands is listed as advice
 * with the reason. A permission never loosens anything.
 */
public final class ProseRules {

    private static final int BYTES = 1 << 20;
    private static final int NESTING = 50;
    private static final String FRONT_MATTER = "---";

    // without HtmlBlock: rules stand between tags such as <rules>, and what is between them is to be read
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    Heading.class,
                    ThematicBreak.class,
                    FencedCodeBlock.class,
                    BlockQuote.class,
                    ListBlock.class,
                    IndentedCodeBlock.class))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(NESTING)
            .maxInlineNesting(NESTING)
            .build();

    private final Examples examples;

    /**
     * Creates a reader.
     *
     * @param examples reads the commands that sentences name
     */
    public ProseRules(ExampleReader examples) {
        this.examples = new Examples(examples);
    }

    /**
     * Reads a rule file. Never throws on hostile input.
     *
     * @param fileName the file's name in sources
     * @param content its content; what is larger than 1 MiB or not UTF-8 is not read, and the book says so
     * @return the rules and the advice
     */
    public RuleBook read(String fileName, byte[] content) {
        if (content.length > BYTES) {
            return notRead(fileName, "larger than " + BYTES + " bytes, nothing of it is enforced");
        }
        try {
            return read(
                    fileName,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            return notRead(fileName, "not valid UTF-8, nothing of it is enforced");
        }
    }

    /**
     * Reads the text of a rule file. Never throws on hostile input.
     *
     * @param fileName the file's name in sources
     * @param markdown its text; what is longer than 1 Mi characters is not read, and the book says so
     * @return the rules and the advice
     */
    public RuleBook read(String fileName, String markdown) {
        if (markdown.length() > BYTES) {
            return notRead(fileName, "larger than " + BYTES + " characters, nothing of it is enforced");
        }
        StatementReader reader = new StatementReader(fileName, examples);
        new MarkdownWalk(reader).blocks(PARSER.parse(withoutFrontMatter(markdown)), Mood.NONE);
        return reader.rules().book();
    }

    private static RuleBook notRead(String fileName, String because) {
        return RuleBook.of(List.of(), List.of(new Advice(fileName + ":1", "", because)));
    }

    /** Blanks the front matter out, line by line, so that the lines below keep their numbers. */
    private static String withoutFrontMatter(String markdown) {
        String text = markdown.startsWith("\uFEFF") ? markdown.substring(1) : markdown;
        if (!text.startsWith(FRONT_MATTER + "\n") && !text.startsWith(FRONT_MATTER + "\r\n")) {
            return text;
        }
        int end = text.indexOf("\n" + FRONT_MATTER, FRONT_MATTER.length());
        if (end < 0) {
            return text;
        }
        int after = end + 1 + FRONT_MATTER.length();
        long lines = text.substring(0, after).chars().filter(c -> c == '\n').count();
        return "\n".repeat((int) lines) + text.substring(after);
    }
}
