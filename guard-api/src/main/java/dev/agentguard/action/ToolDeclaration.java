package dev.agentguard.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a developer declared on a tool by annotations, as plain values, so that it can be handed on between class
 * loaders and written to a record.
 *
 * @param reversibility the name of the declared class, or null if the tool carries none
 * @param operation the declared operation; empty if none
 * @param destroysRecovery whether the tool destroys the means of recovery
 * @param parameters the parameters whose meaning was declared
 */
public record ToolDeclaration(
        @Nullable String reversibility, String operation, boolean destroysRecovery, List<Parameter> parameters) {

    private static final ToolDeclaration NONE = new ToolDeclaration(null, "", false, List.of());

    /** Copies the parameters. */
    public ToolDeclaration {
        parameters = List.copyOf(parameters);
    }

    /**
     * Returns the declaration of a tool that carries no annotation.
     *
     * @return the empty declaration
     */
    public static ToolDeclaration none() {
        return NONE;
    }

    /**
     * A parameter whose meaning was declared.
     *
     * @param name the parameter's name in the arguments
     * @param role what it holds
     * @param resourceType for {@link Role#RESOURCE} the resource's type, else empty
     */
    public record Parameter(String name, Role role, String resourceType) {}

    /** What a parameter holds. */
    public enum Role {
        /** The id of the resource that is acted on. */
        RESOURCE,
        /** The name of an environment. */
        ENVIRONMENT,
        /** SQL text. */
        SQL,
        /** A shell command line. */
        SHELL,
        /** A GraphQL document. */
        GRAPHQL,
        /** The method of a request. */
        HTTP_METHOD,
        /** The URL of a request. */
        HTTP_URL,
        /** The header fields of a request. */
        HTTP_HEADERS,
        /** The body of a request. */
        HTTP_BODY
    }
}
