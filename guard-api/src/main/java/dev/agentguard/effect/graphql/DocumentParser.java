package dev.agentguard.effect.graphql;

import dev.agentguard.effect.Limits;
import graphql.language.Definition;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses documents within limits. Immutable, safe for use by many threads. */
final class DocumentParser {

    /** The grammar rules that one level of nesting goes through: selection set, selection, field. */
    private static final int RULES_PER_LEVEL = 3;

    /** The rules around the nesting: document, definition, arguments and a scalar value. */
    private static final int RULES_AROUND = 12;

    /** Commas count as white space too, so that an honest document has several of these tokens for each other one. */
    private static final int WHITESPACE_PER_TOKEN = 10;

    private final Limits limits;
    private final ParserOptions options;

    DocumentParser(Limits limits) {
        this.limits = limits;
        this.options = ParserOptions.newParserOptions()
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
    }

    ParsedDocument parse(String text) {
        String digits = Digits.problem(text);
        if (digits != null) {
            return overLimit(digits, "");
        }
        ParserEnvironment environment = ParserEnvironment.newParserEnvironment()
                .document(text)
                .parserOptions(options)
                .locale(Locale.ROOT)
                .build();
        try {
            List<OperationDefinition> operations = new ArrayList<>(1);
            List<FragmentDefinition> fragments = new ArrayList<>(0);
            for (Definition<?> definition : Parser.parse(environment).getDefinitions()) {
                if (definition instanceof OperationDefinition operation) {
                    operations.add(operation);
                } else if (definition instanceof FragmentDefinition fragment) {
                    fragments.add(fragment);
                }
            }
            return new ParsedDocument(operations, fragments, null, "", false);
        } catch (InvalidSyntaxException e) {
            return failed(e);
        }
    }

    private ParsedDocument failed(InvalidSyntaxException e) {
        String limit = null;
        if (e instanceof ParseCancelledTooDeepException) {
            limit = "nested deeper than " + limits.depth() + " levels";
        } else if (e instanceof ParseCancelledTooManyCharsException) {
            limit = "longer than " + limits.bodyBytes() + " characters";
        } else if (e instanceof ParseCancelledException) {
            limit = "more than " + limits.tokens() + " tokens";
        }
        String position = ParsedDocument.position(e.getLocation());
        if (limit != null) {
            return overLimit(limit, position);
        }
        String problem = "the document is not valid GraphQL" + (position.isEmpty() ? "" : " at " + position);
        return new ParsedDocument(List.of(), List.of(), problem, position, false);
    }

    private static ParsedDocument overLimit(String limit, String position) {
        return new ParsedDocument(List.of(), List.of(), "the document is over a limit: " + limit, position, true);
    }
}
