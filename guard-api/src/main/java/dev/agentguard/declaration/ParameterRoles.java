package dev.agentguard.declaration;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.declaration.AnnotationSearch.Found;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the parameters of one tool hold, and checks that they can. */
final class ParameterRoles {

    private static final Set<Role> ONCE =
            EnumSet.of(Role.ENVIRONMENT, Role.HTTP_METHOD, Role.HTTP_URL, Role.HTTP_HEADERS, Role.HTTP_BODY);
    private static final Set<Role> TEXT =
            EnumSet.of(Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_METHOD, Role.HTTP_URL, Role.HTTP_BODY);
    private static final Map<String, Role> NAMES = Map.of(
            "TargetResource", Role.RESOURCE,
            "TargetEnvironment", Role.ENVIRONMENT,
            "Sql", Role.SQL,
            "Shell", Role.SHELL,
            "GraphQl", Role.GRAPHQL);

    private final Method method;
    private final ToolConvention convention;

    ParameterRoles(Method method, ToolConvention convention) {
        this.method = method;
        this.convention = convention;
    }

    /** Returns whether a role is that of one value, not of many. */
    static boolean isSingle(Role role) {
        return ONCE.contains(role);
    }

    /**
     * Reads one parameter or component.
     *
     * @param element what carries the annotations
     * @param name its name in the arguments
     * @return its role, or null if none is declared
     */
    ToolDeclaration.@Nullable Parameter of(AnnotatedElement element, String name) {
        Set<ToolDeclaration.Parameter> roles = new LinkedHashSet<>();
        for (Found found : AnnotationSearch.on(element)) {
            Role role = found.name().equals("HttpPart")
                    ? Role.valueOf("HTTP_" + found.text("value"))
                    : NAMES.get(found.name());
            if (role != null) {
                roles.add(new ToolDeclaration.Parameter(name, role, role == Role.RESOURCE ? found.text("value") : ""));
            }
        }
        if (roles.size() > 1) {
            throw wrong(name, "carries more than one annotation of guard");
        }
        return roles.isEmpty() ? null : roles.iterator().next();
    }

    void checkType(ToolDeclaration.Parameter declared, Parameter parameter) {
        Class<?> type = ParameterTypes.content(parameter);
        if (convention.isInjected(parameter)) {
            throw wrong(
                    declared.name(),
                    "is filled in by " + convention.framework() + ", so it is no argument that guard could read");
        }
        if (declared.role() == Role.RESOURCE && declared.resourceType().isBlank()) {
            throw wrong(declared.name(), "has a `@TargetResource` without a type");
        }
        if ((declared.role() == Role.RESOURCE || declared.role() == Role.ENVIRONMENT)
                && !ParameterTypes.isScalar(type)) {
            throw wrong(
                    declared.name(),
                    "names a resource or an environment, so it must be one value, not `" + type.getSimpleName() + "`");
        }
        if (TEXT.contains(declared.role()) && type != String.class && !type.isEnum()) {
            throw wrong(
                    declared.name(),
                    "is declared as text that guard reads, so it must be a `String`, not `" + type.getSimpleName()
                            + "`");
        }
        if (declared.role() == Role.HTTP_HEADERS
                && type != String.class
                && !Map.class.isAssignableFrom(type)
                && !Collection.class.isAssignableFrom(type)) {
            throw wrong(
                    declared.name(),
                    "holds header fields, so it must be a `Map`, a `List` or a `String`, not `" + type.getSimpleName()
                            + "`");
        }
    }

    void checkTogether(List<ToolDeclaration.Parameter> parameters) {
        Set<Role> seen = EnumSet.noneOf(Role.class);
        for (ToolDeclaration.Parameter parameter : parameters) {
            if (!seen.add(parameter.role()) && ONCE.contains(parameter.role())) {
                throw wrong(parameter.name(), "is the second one that is declared as `" + parameter.role() + "`");
            }
        }
        for (ToolDeclaration.Parameter parameter : parameters) {
            if (parameter.role().name().startsWith("HTTP_") && !seen.contains(Role.HTTP_URL)) {
                throw wrong(parameter.name(), "is a part of a request, but no parameter is `@HttpPart(URL)`");
            }
        }
    }

    DeclarationException wrong(String parameter, String what) {
        return new DeclarationException("parameter `" + parameter + "` of tool method `"
                + method.getDeclaringClass().getName() + "." + method.getName() + "` " + what);
    }
}
