package dev.agentguard.effect.graphql;

import dev.agentguard.effect.Limits;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document after parsing: its operations and fragments, or why there are none.
 *
 * @param operations the operations in the order of the text
 * @param fragments the fragment definitions, two of one name included
 * @param problem why the document could not be parsed, or null
 * @param position line and column of the problem, for example {@code 1:12}; empty if it has none
 * @param overLimit whether the problem is a limit rather than the syntax
 */
record ParsedDocument(
        List<OperationDefinition> operations,
        List<FragmentDefinition> fragments,
        @Nullable String problem,
        String position,
        boolean overLimit) {

    /** The grammar rules that one level of nesting goes through: selection set, selection, field. */
    private static final int RULES_PER_LEVEL = 3;

    /** The rules around the nesting: document, definition, arguments and a scalar value. */
    private static final int RULES_AROUND = 12;

    /** Commas count as white space too, so that an honest document has several of these tokens for each other one. */
    private static final int WHITESPACE_PER_TOKEN = 10;

    /** The time to read a number grows with the square of its digits. */
    private static final int DIGITS = 1000;

    static ParsedDocument of(String text, Limits limits) {
        if (hasLongNumber(text)) {
            return overLimit("more than " + DIGITS + " digits in a row", "");
        }
        ParserOptions options = ParserOptions.newParserOptions()
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .captureSourceLocation(true)
                .readerTrackData(false)
                .redactTokenParserErrorMessages(true)
                .maxCharacters(limits.bodyBytes())
                .maxTokens(limits.tokens())
                .maxWhitespaceTokens(limits.tokens() * WHITESPACE_PER_TOKEN)
                .maxRuleDepth(limits.depth() * RULES_PER_LEVEL + RULES_AROUND)
                .build();
        ParserEnvironment environment = ParserEnvironment.newParserEnvironment()
                .document(text)
                .parserOptions(options)
                .locale(Locale.ROOT)
                .build();
        try {
            Document document = Parser.parse(environment);
            return new ParsedDocument(
                    document.getDefinitionsOfType(OperationDefinition.class),
                    document.getDefinitionsOfType(FragmentDefinition.class),
                    null,
                    "",
                    false);
        } catch (InvalidSyntaxException e) {
            return failed(e, limits);
        }
    }

    private static ParsedDocument failed(InvalidSyntaxException e, Limits limits) {
        String limit = null;
        if (e instanceof ParseCancelledTooDeepException) {
            limit = "nested deeper than " + limits.depth() + " levels";
        } else if (e instanceof ParseCancelledTooManyCharsException) {
            limit = "longer than " + limits.bodyBytes() + " characters";
        } else if (e instanceof ParseCancelledException) {
            limit = "more than " + limits.tokens() + " tokens";
        }
        String position = position(e.getLocation());
        if (limit != null) {
            return overLimit(limit, position);
        }
        String problem = "the document is not valid GraphQL" + (position.isEmpty() ? "" : " at " + position);
        return new ParsedDocument(List.of(), List.of(), problem, position, false);
    }

    private static ParsedDocument overLimit(String limit, String position) {
        return new ParsedDocument(List.of(), List.of(), "the document is over a limit: " + limit, position, true);
    }

    private static boolean hasLongNumber(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            if (run > DIGITS) {
                return true;
            }
        }
        return false;
    }

    static String position(@Nullable SourceLocation location) {
        // the parser counts from 1; it gives -1:-1 where it knows no place
        return location == null || location.getLine() < 1 ? "" : location.getLine() + ":" + location.getColumn();
    }
}
