package dev.agentguard.effect.graphql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectList;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Reach;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a GraphQL document does: an effect for every root field of the operation that would run, after aliases,
 * fragments and variables. Nothing is executed. Keeps what it parsed last, within a bound. Safe for use by many threads
 * if its {@link Knowledge} is.
 *
 * <p>Looked at are documents of {@link Limits#bodyBytes} characters, {@link Limits#tokens} tokens, {@link Limits#depth}
 * levels, 1,000 digits in one number and 10,000 in all, and 50,000 values of variables that are used more than once;
 * fields beyond {@link Limits#operations} are read but only the worst of them is returned. What is beyond is
 * {@code UNKNOWN} or worse.
 */
public final class GraphQlReader {

    private final Knowledge knowledge;
    private final Limits limits;
    private final ParsedDocuments documents;

    /**
     * Creates a reader.
     *
     * @param knowledge says what a root field does
     * @param limits how much of a document is looked at
     */
    public GraphQlReader(Knowledge knowledge, Limits limits) {
        this.knowledge = knowledge;
        this.limits = limits;
        this.documents = new ParsedDocuments(limits);
    }

    /**
     * Returns whether a text is a GraphQL document with an operation in it, or too large to say that it is not.
     *
     * @param text any text
     * @return true if a server that speaks GraphQL would take it for a document
     */
    public boolean understands(String text) {
        if (text.indexOf('{') < 0) {
            return false;
        }
        ParsedDocument document = documents.of(text);
        return document.overLimit() || !document.operations().isEmpty();
    }

    /**
     * Returns the effects of a request.
     *
     * @param request the request
     * @param host host and, if given, port that it is sent to, in lower case; empty if unknown
     * @param path the path that it is sent to; empty if unknown
     * @return one effect for each root field in the order of the document, and one of class {@code UNKNOWN} for what
     *     could not be understood; at least one
     */
    public List<Effect> read(GraphQlRequest request, String host, String path) {
        return read(request, host, path, false);
    }

    private List<Effect> read(GraphQlRequest request, String host, String path, boolean inside) {
        ParsedDocument document = documents.of(request.document());
        if (document.problem() != null) {
            return List.of(unknown(request, host, document.position(), document.problem()));
        }
        if (document.operations().isEmpty()) {
            return List.of(unknown(request, host, "1:1", "the document holds no operation"));
        }
        Selected selected = select(document.operations(), request.operationName());
        Map<String, List<FragmentDefinition>> fragments = FieldCollector.byName(document.fragments());
        EffectList effects = new EffectList(limits.operations());
        ValueBudget budget = new ValueBudget();
        for (OperationDefinition operation : selected.operations()) {
            RootFields fields = new RootFields(knowledge, limits, request, operation, fragments, budget, host, path);
            fields.read();
            fields.effects().forEach(effect -> effects.add(noted(effect, selected.note())));
            fields.problems().forEach(problem -> effects.add(unknown(request, host, at(operation), problem)));
            if (!inside) {
                fields.documents().forEach(inner -> addIfItDestroys(inner, request, host, path, effects));
            }
        }
        if (selected.problem() != null) {
            effects.add(unknown(request, host, "1:1", selected.problem()));
        }
        if (effects.isEmpty()) {
            effects.add(unknown(request, host, "1:1", "the operation selects no field"));
        }
        return effects.bounded(over -> unknown(
                request,
                host,
                "1:1",
                over + " operations in one document, more than the limit of " + limits.operations()));
    }

    /** A document in an argument, {@code bulkOperationRunMutation(mutation: "…")}, or a text that looks like one. */
    private void addIfItDestroys(String inner, GraphQlRequest request, String host, String path, EffectList effects) {
        ParsedDocument document = documents.of(inner);
        if (document.problem() != null) {
            return;
        }
        GraphQlRequest run =
                new GraphQlRequest(inner, null, GraphQlRequest.UNKNOWN_VARIABLES, request.where() + " argument");
        for (Effect effect : read(run, host, path, true)) {
            if (effect.reversibility() == Reversibility.IRREVERSIBLE
                    || effect.reversibility() == Reversibility.RECOVERABLE) {
                effects.add(effect);
            }
        }
    }

    private record Selected(
            List<OperationDefinition> operations,
            String note,
            @Nullable String problem) {}

    private static Selected select(List<OperationDefinition> operations, @Nullable String name) {
        if (operations.size() == 1) {
            // a name that differs makes a strict server refuse; a lenient one runs this operation
            return new Selected(operations, "", null);
        }
        String note = "; the document holds " + operations.size() + " operations, so each is judged";
        if (name == null || name.isEmpty()) {
            return new Selected(operations, note, null);
        }
        List<OperationDefinition> named = new ArrayList<>();
        for (OperationDefinition operation : operations) {
            if (Objects.equals(operation.getName(), name)) {
                named.add(operation);
            }
        }
        if (named.isEmpty()) {
            return new Selected(operations, note, "the document holds no operation of the name that is to run");
        }
        return new Selected(named, named.size() == 1 ? "" : note, null);
    }

    private static Effect noted(Effect effect, String note) {
        return note.isEmpty()
                ? effect
                : effect.toBuilder()
                        .reversibility(effect.reversibility(), effect.reason() + note)
                        .build();
    }

    private static String at(OperationDefinition operation) {
        return ParsedDocument.position(operation.getSourceLocation());
    }

    private static Effect unknown(GraphQlRequest request, String host, String position, String reason) {
        String where = position.isEmpty() ? request.where() : request.where() + " " + position;
        return Effect.of("graphql:unknown", new Evidence(where, ""))
                .kind(Kind.DATA)
                .resource("unknown", null)
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .host(host.isEmpty() ? null : host)
                .build();
    }
}
