package dev.agentguard.effect.graphql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.ShownValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effects of one operation's root fields. A root field of a mutation that has no arguments but fields of its own
 * may only be a namespace, as in {@code mutation { pages { delete(id: 1) } }}: unless a pack knows it, the fields
 * inside are operations too, named {@code pages.delete}. Not safe for use by threads.
 */
final class RootFields {

    private static final Set<String> INTROSPECTION = Set.of("__typename", "__schema", "__type");

    private static final int MOST_DOCUMENTS = 5;

    /** Arguments in which a server is given a document to run. */
    private static final Set<String> DOCUMENTS = Set.of("mutation", "query", "document", "graphql", "operation");

    private final Knowledge knowledge;
    private final Limits limits;
    private final GraphQlRequest request;
    private final String type;
    private final ArgumentValues values;
    private final OperationDefinition operation;
    private final String host;
    private final String path;
    private final List<Effect> effects = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, List<FragmentDefinition>> fragments;
    private final List<String> documents = new ArrayList<>(0);
    private int nestedFields;

    RootFields(
            Knowledge knowledge,
            Limits limits,
            GraphQlRequest request,
            OperationDefinition operation,
            Map<String, List<FragmentDefinition>> fragments,
            ValueBudget budget,
            String host,
            String path) {
        this.knowledge = knowledge;
        this.limits = limits;
        this.request = request;
        this.operation = operation;
        this.fragments = fragments;
        this.type = operation.getOperation().name().toLowerCase(Locale.ROOT);
        this.values = new ArgumentValues(request, operation, budget);
        this.host = host;
        this.path = path;
    }

    List<Effect> effects() {
        return effects;
    }

    Set<String> problems() {
        return problems;
    }

    /** What stands in arguments and looks as if it were a document that the server runs: of a bulk operation. */
    List<String> documents() {
        return documents;
    }

    void read() {
        FieldCollector roots = new FieldCollector(fragments, limits.depth()).collect(operation.getSelectionSet());
        problems.addAll(roots.problems());
        for (Field field : roots.fields()) {
            Effect effect = effect(field, field.getName());
            effects.add(effect);
            if (type.equals("mutation")
                    && effect.basis() != Basis.PACK
                    && field.getArguments().isEmpty()) {
                inside(field, field.getName(), limits.depth());
            }
        }
    }

    private void inside(Field namespace, String name, int depth) {
        if (namespace.getSelectionSet() == null) {
            return;
        }
        if (depth == 0) {
            problems.add("fields are nested deeper than " + limits.depth() + " levels");
            return;
        }
        FieldCollector fields = new FieldCollector(fragments, limits.depth()).collect(namespace.getSelectionSet());
        problems.addAll(fields.problems());
        for (Field field : fields.fields()) {
            if (field.getArguments().isEmpty() && field.getSelectionSet() == null) {
                continue; // a plain result, such as `success`
            }
            if (++nestedFields > limits.operations()) {
                problems.add("more than " + limits.operations() + " fields inside of fields without arguments");
                return;
            }
            String nested = name + "." + field.getName();
            Effect effect = effect(field, nested);
            if (effect.basis() == Basis.PACK || !isResult(namespace.getName(), field)) {
                effects.add(effect);
            }
            if (field.getArguments().isEmpty()) {
                inside(field, nested, depth - 1);
            }
        }
    }

    /** Whether a field is what an act returned: in {@code pages { flushCache { result { ok } } }} it acts no more. */
    private boolean isResult(String outer, Field field) {
        return field.getArguments().isEmpty() && knowledge.namesAVerb(outer) && !knowledge.namesAVerb(field.getName());
    }

    private Effect effect(Field field, String name) {
        String position = ParsedDocument.position(field.getSourceLocation());
        Map<String, @Nullable Object> arguments = values.of(field.getArguments());
        if (type.equals("mutation")) {
            arguments.forEach(this::addDocument);
        }
        Evidence evidence = new Evidence(request.where() + " " + position, text(name, arguments));
        if (INTROSPECTION.contains(name)) {
            return Effect.of("graphql:" + name, evidence)
                    .resource("graphql:schema", null)
                    .reversibility(Reversibility.READ_ONLY, "reads the schema")
                    .host(host.isEmpty() ? null : host)
                    .build();
        }
        return knowledge.effectOf(
                new Operation(Operation.Protocol.GRAPHQL, host, path, type, name, arguments, evidence));
    }

    private void addDocument(String argument, @Nullable Object value) {
        if (value instanceof String text
                && DOCUMENTS.contains(argument)
                && documents.size() < MOST_DOCUMENTS
                && text.contains("mutation")
                && text.indexOf('{') > 0) {
            documents.add(text);
        }
    }

    private static String text(String name, Map<String, @Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            return name;
        }
        StringBuilder text = new StringBuilder(name).append('(');
        arguments.forEach((argument, value) -> {
            if (text.length() < 300) {
                text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ");
                text.append(argument).append(": ").append(ShownValue.of(argument, value));
            }
        });
        return text.append(')').toString();
    }
}
