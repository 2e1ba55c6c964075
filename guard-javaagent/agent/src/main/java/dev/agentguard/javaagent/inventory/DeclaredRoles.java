package dev.agentguard.javaagent.inventory;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Guard's annotations on a method and on those that it overrides declare; the nearest one counts. */
final class DeclaredRoles {

    private static final String PACKAGE = "Ldev/agentguard/annotation/";
    private static final String GUARDED = PACKAGE + "Guarded;";
    private static final String RESOURCE = PACKAGE + "TargetResource;";
    private static final String REQUEST_PART = PACKAGE + "HttpPart;";
    private static final Map<String, Role> ROLES = Map.of(
            PACKAGE + "TargetEnvironment;", Role.ENVIRONMENT,
            PACKAGE + "Sql;", Role.SQL,
            PACKAGE + "Shell;", Role.SHELL,
            PACKAGE + "GraphQl;", Role.GRAPHQL);

    private DeclaredRoles() {}

    /**
     * Reads the declaration.
     *
     * @param methods the method, and behind it those that it overrides
     * @param names the names of its parameters in the arguments
     */
    static ToolDeclaration of(List<ClassOutline.Method> methods, List<String> names) {
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (ClassOutline.Method method : methods) {
                ToolDeclaration.Parameter declared =
                        role(method.parameters().get(i).annotations(), names.get(i));
                if (declared != null) {
                    parameters.add(declared);
                    break;
                }
            }
        }
        for (ClassOutline.Method method : methods) {
            Map<String, Object> guarded = method.annotations().get(GUARDED);
            if (guarded != null) {
                return new ToolDeclaration(
                        String.valueOf(guarded.get("value")),
                        String.valueOf(guarded.getOrDefault("operation", "")),
                        Boolean.TRUE.equals(guarded.get("destroysRecovery")),
                        parameters);
            }
        }
        return parameters.isEmpty() ? ToolDeclaration.none() : new ToolDeclaration(null, "", false, parameters);
    }

    private static ToolDeclaration.@Nullable Parameter role(Map<String, Map<String, Object>> annotations, String name) {
        for (Map.Entry<String, Map<String, Object>> annotation : annotations.entrySet()) {
            Object value = annotation.getValue().get("value");
            if (annotation.getKey().equals(RESOURCE)) {
                return new ToolDeclaration.Parameter(name, Role.RESOURCE, String.valueOf(value));
            }
            if (annotation.getKey().equals(REQUEST_PART)) {
                return new ToolDeclaration.Parameter(name, Role.valueOf("HTTP_" + value), "");
            }
            Role role = ROLES.get(annotation.getKey());
            if (role != null) {
                return new ToolDeclaration.Parameter(name, role, "");
            }
        }
        return null;
    }
}
