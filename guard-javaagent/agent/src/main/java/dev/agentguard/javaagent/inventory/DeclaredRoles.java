package dev.agentguard.javaagent.inventory;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.javaagent.inventory.ComposedAnnotations.Found;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Guard's annotations on a method and on those that it overrides declare; the nearest one counts. What cannot hold is
 * told in words: at run time it ends the building of the service, or refuses the tool.
 */
final class DeclaredRoles {

    private static final Map<String, Role> ROLES = Map.of(
            "TargetEnvironment", Role.ENVIRONMENT,
            "TargetResource", Role.RESOURCE,
            "Sql", Role.SQL,
            "Shell", Role.SHELL,
            "GraphQl", Role.GRAPHQL);

    private static final Set<Role> NAMING = Set.of(Role.RESOURCE, Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_URL);

    private final ComposedAnnotations annotations;
    private final List<String> problems = new ArrayList<>();

    DeclaredRoles(ComposedAnnotations annotations) {
        this.annotations = annotations;
    }

    /** Returns what cannot hold of what was read last. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Reads a declaration.
     *
     * @param methods the method, and behind it those that it overrides
     * @param names the names of its parameters in the arguments
     */
    ToolDeclaration read(List<ClassOutline.Method> methods, List<String> names) throws InventoryException {
        problems.clear();
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ToolDeclaration.Parameter declared = parameter(methods, i, names.get(i));
            if (declared != null) {
                parameters.add(declared);
            }
        }
        Found guarded = nearest("Guarded", methods);
        Found undo = nearest("Undo", methods);
        ToolDeclaration declaration = new ToolDeclaration(
                guarded == null ? null : guarded.text("value"),
                guarded == null ? "" : guarded.text("operation"),
                guarded != null && Boolean.TRUE.equals(guarded.values().get("destroysRecovery")),
                parameters,
                backup(nearest("RequiresBackup", methods), parameters),
                undo == null ? null : undo.text("value").strip());
        return declaration.equals(ToolDeclaration.none()) ? ToolDeclaration.none() : declaration;
    }

    private @Nullable Found nearest(String name, List<ClassOutline.Method> methods) throws InventoryException {
        for (ClassOutline.Method method : methods) {
            List<Found> found = annotations.in(method.annotations()).stream()
                    .filter(each -> each.name().equals(name))
                    .distinct()
                    .toList();
            if (found.size() > 1) {
                problems.add("carries two `@" + name + "` that differ; keep one");
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        return null;
    }

    private ToolDeclaration.@Nullable Backup backup(
            @Nullable Found required, List<ToolDeclaration.Parameter> parameters) {
        if (required == null) {
            return null;
        }
        String of = required.text("of").strip();
        boolean named = parameters.stream().anyMatch(parameter -> NAMING.contains(parameter.role()));
        if (named != of.isEmpty()) {
            problems.add(
                    named
                            ? "requires a backup `of` a type and has parameters that name what it touches"
                            : "requires a backup, and nothing says of what: mark the parameter that names it, or say"
                                    + " `of`");
        }
        try {
            Duration within = Duration.parse(required.text("maxAge"));
            if (!within.isZero() && !within.isNegative()) {
                return new ToolDeclaration.Backup(within, of);
            }
        } catch (DateTimeParseException e) {
            // told below, as what is no age is
        }
        problems.add("requires a backup with `maxAge = \"" + required.text("maxAge")
                + "\"`, which is no duration of ISO 8601 such as `PT24H`");
        return null;
    }

    private ToolDeclaration.@Nullable Parameter parameter(List<ClassOutline.Method> methods, int index, String name)
            throws InventoryException {
        for (ClassOutline.Method method : methods) {
            Set<ToolDeclaration.Parameter> roles = new LinkedHashSet<>();
            for (Found found : annotations.in(method.parameters().get(index).annotations())) {
                Role role = found.name().equals("HttpPart")
                        ? Role.valueOf("HTTP_" + found.text("value"))
                        : ROLES.get(found.name());
                if (role != null) {
                    String type = role == Role.RESOURCE ? found.text("value") : "";
                    roles.add(new ToolDeclaration.Parameter(name, role, type));
                }
            }
            if (roles.size() > 1) {
                problems.add("parameter `" + name + "` carries more than one annotation of guard");
            }
            if (!roles.isEmpty()) {
                return roles.iterator().next();
            }
        }
        return null;
    }
}
