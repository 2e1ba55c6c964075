package dev.agentguard.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a developer declared on a tool by annotations, as plain values, so that it can be handed on between class
 * loaders and written to a record.
 *
 * @param reversibility the name of the declared class, or null if the tool carries none
 * @param operation the declared operation; empty if none
 * @param destroysRecovery whether the tool destroys the means of recovery
 * @param parameters the parameters whose meaning was declared
 * @param backup the backup that it requires, or null if none
 * @param undoneBy the name of the tool or method that undoes it, or null if none
 */
public record ToolDeclaration(
        @Nullable String reversibility,
        String operation,
        boolean destroysRecovery,
        List<Parameter> parameters,
        @Nullable Backup backup,
        @Nullable String undoneBy) {

    private static final ToolDeclaration NONE = new ToolDeclaration(null, "", false, List.of());

    /** Copies the parameters. */
    public ToolDeclaration {
        parameters = List.copyOf(parameters);
    }

    /**
     * Creates the declaration of a tool that requires no backup and of which nothing is known that undoes it.
     *
     * @param reversibility the name of the declared class, or null if the tool carries none
     * @param operation the declared operation; empty if none
     * @param destroysRecovery whether the tool destroys the means of recovery
     * @param parameters the parameters whose meaning was declared
     */
    public ToolDeclaration(
            @Nullable String reversibility, String operation, boolean destroysRecovery, List<Parameter> parameters) {
        this(reversibility, operation, destroysRecovery, parameters, null, null);
    }

    /**
     * A backup that a tool requires.
     *
     * @param within the age from which on it does not count, more than zero
     * @param of the type of what the tool touches; empty if its parameters name it
     */
    public record Backup(Duration within, String of) {}

    /**
     * Returns the declaration of a tool that carries no annotation.
     *
     * @return the empty declaration
     */
    public static ToolDeclaration none() {
        return NONE;
    }

    /**
     * Returns a declaration that was handed on between class loaders.
     *
     * @param plain what {@link #plain()} gave; empty if nothing is declared
     * @return the declaration
     * @throws IllegalArgumentException if a parameter is none or has a role that does not exist
     * @throws java.time.DateTimeException if the age of a backup is none
     */
    public static ToolDeclaration of(Map<?, ?> plain) {
        if (plain.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>();
        if (plain.get("parameters") instanceof List<?> given) {
            for (Object one : given) {
                if (!(one instanceof Map<?, ?> parameter)) {
                    throw new IllegalArgumentException("a declared parameter is no map");
                }
                parameters.add(new Parameter(
                        text(parameter, "name"),
                        Role.valueOf(text(parameter, "role")),
                        text(parameter, "resourceType")));
            }
        }
        return new ToolDeclaration(
                plain.get("reversibility") instanceof String name ? name : null,
                text(plain, "operation"),
                Boolean.TRUE.equals(plain.get("destroysRecovery")),
                parameters,
                plain.get("backup") instanceof Map<?, ?> backup
                        ? new Backup(Duration.parse(text(backup, "within")), text(backup, "of"))
                        : null,
                plain.get("undoneBy") instanceof String name ? name : null);
    }

    /**
     * Returns the declaration in types that every class loader shares.
     *
     * @return maps, lists, texts and booleans
     */
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new HashMap<>();
        plain.put("reversibility", reversibility);
        plain.put("operation", operation);
        plain.put("destroysRecovery", destroysRecovery);
        plain.put(
                "parameters",
                parameters.stream()
                        .map(parameter -> Map.of(
                                "name", parameter.name(),
                                "role", parameter.role().name(),
                                "resourceType", parameter.resourceType()))
                        .toList());
        if (backup != null) {
            plain.put("backup", Map.of("within", backup.within().toString(), "of", backup.of()));
        }
        if (undoneBy != null) {
            plain.put("undoneBy", undoneBy);
        }
        return plain;
    }

    private static String text(Map<?, ?> plain, String key) {
        return plain.get(key) instanceof String text ? text : "";
    }

    /**
     * Returns the same declaration with other parameters.
     *
     * @param others the parameters whose meaning is declared
     * @return the declaration
     */
    public ToolDeclaration with(List<Parameter> others) {
        return new ToolDeclaration(reversibility, operation, destroysRecovery, others, backup, undoneBy);
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
