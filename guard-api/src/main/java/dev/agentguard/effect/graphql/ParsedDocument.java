package dev.agentguard.effect.graphql;

import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import java.util.List;
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

    static String position(@Nullable SourceLocation location) {
        // the parser counts from 1; it gives -1:-1 where it knows no place
        return location == null || location.getLine() < 1 ? "" : location.getLine() + ":" + location.getColumn();
    }
}
