package dev.agentguard.effect.tool;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.graphql.GraphQlRequest;
import dev.agentguard.effect.http.HttpReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a tool call does. What was declared on the tool stands, and what is read in its arguments is added to it:
 * neither lowers the other. A tool with arguments that were read and no declared class is judged by those arguments; a
 * tool with neither by its name. Immutable and safe for use by many threads if its readers are.
 */
public final class ToolReader implements EffectReader<ToolCall> {

    private final EffectReader<HttpCall> http;
    private final GraphQlReader graphQl;
    private final Limits limits;

    /**
     * Creates a reader.
     *
     * @param http reads the requests that declared parameters make
     * @param graphQl reads the documents in declared parameters
     * @param limits how much of a call is looked at
     */
    public ToolReader(EffectReader<HttpCall> http, GraphQlReader graphQl, Limits limits) {
        this.http = http;
        this.graphQl = graphQl;
        this.limits = limits;
    }

    @Override
    public List<Effect> read(ToolCall call) {
        RoleValues values = new RoleValues(call);
        Set<Effect> inside = new LinkedHashSet<>();
        readRequest(values, inside);
        readDocuments(values, inside);
        readUnread(values, Role.SQL, "sql", inside);
        readUnread(values, Role.SHELL, "shell", inside);
        ToolEffects whole = new ToolEffects(call, limits.operations());
        String declared = call.declaration().reversibility();
        List<Effect> effects = new ArrayList<>();
        if (declared != null || call.declaration().destroysRecovery()) {
            effects.addAll(whole.declared(declared == null ? Reversibility.IRREVERSIBLE.name() : declared));
        } else if (inside.isEmpty()) {
            effects.addAll(whole.named());
        } else {
            readBeside(values, inside);
        }
        effects.addAll(inside);
        return List.copyOf(effects);
    }

    /**
     * Returns the requests that a tool's declared parameters make, so that what they carry can be looked at.
     *
     * @param call the call
     * @return the requests, empty if its parameters make none
     */
    public List<HttpCall> requests(ToolCall call) {
        HttpCall request = ToolRequest.of(new RoleValues(call)).call();
        return request == null ? List.of() : List.of(request);
    }

    private void readRequest(RoleValues values, Set<Effect> effects) {
        ToolRequest request = ToolRequest.of(values);
        HttpCall call = request.call();
        if (call != null) {
            effects.addAll(http.read(call));
        }
        if (request.problem() != null) {
            effects.add(unknown("http:request", "arguments", request.problem()));
        }
    }

    private void readDocuments(RoleValues values, Set<Effect> effects) {
        for (Parameter parameter : values.all(Role.GRAPHQL)) {
            Object value = values.value(parameter);
            String where = "argument " + parameter.name();
            if (value instanceof String document) {
                readDocument(values, document, where, effects);
            } else if (value != null) {
                effects.add(unknown("graphql:unknown", where, "a GraphQL document that is not given as text"));
            }
        }
    }

    private void readDocument(RoleValues values, String document, String where, Set<Effect> effects) {
        Map<String, @Nullable Object> variables = values.variables();
        boolean sent = values.first(Role.HTTP_URL) instanceof String
                && values.first(Role.HTTP_BODY) == null
                && document.equals(values.first(Role.GRAPHQL));
        if (sent && (variables != null || document.indexOf('$') < 0)) {
            return; // read as the body of the request
        }
        HttpReader.Endpoint endpoint =
                HttpReader.endpoint(values.first(Role.HTTP_URL) instanceof String url ? url : "");
        GraphQlRequest request = new GraphQlRequest(
                document, null, variables == null ? GraphQlRequest.UNKNOWN_VARIABLES : variables, where);
        effects.addAll(graphQl.read(request, endpoint.host(), endpoint.path()));
    }

    /** Arguments that nobody declared may change what a request does. */
    private static void readBeside(RoleValues values, Set<Effect> effects) {
        String program = ToolHints.program(values.undeclared());
        if (program != null) {
            String reason = "`" + program + "` beside it may change what it does: annotate it";
            effects.add(unknown("tool:argument", "argument " + program, reason));
        }
    }

    private void readUnread(RoleValues values, Role role, String language, Set<Effect> effects) {
        for (Parameter parameter : values.all(role)) {
            if (values.value(parameter) != null) {
                String reason = language + " is not read by this version";
                effects.add(unknown(language + ":unknown", "argument " + parameter.name(), reason));
            }
        }
    }

    private static Effect unknown(String operation, String where, String reason) {
        return Effect.of(operation, new Evidence(where, ""))
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .build();
    }
}
