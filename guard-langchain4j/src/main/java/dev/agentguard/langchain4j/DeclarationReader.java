package dev.agentguard.langchain4j;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.GraphQl;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.Shell;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetEnvironment;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.service.IllegalConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a developer declared on a tool method, and on the methods it overrides; the nearest one counts. */
final class DeclarationReader {

    private static final Set<Role> ONCE =
            EnumSet.of(Role.ENVIRONMENT, Role.HTTP_METHOD, Role.HTTP_URL, Role.HTTP_HEADERS, Role.HTTP_BODY);
    private static final Set<Role> TEXT =
            EnumSet.of(Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_METHOD, Role.HTTP_URL, Role.HTTP_BODY);

    private final Method method;
    private final List<Method> declarations;

    DeclarationReader(Method method) {
        this.method = method;
        this.declarations = Overridden.methods(method);
    }

    ToolDeclaration read() {
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            ToolDeclaration.Parameter parameter = parameter(i);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        List<ToolDeclaration.Parameter> all = new ArrayList<>(parameters);
        nested().forEach(role -> all.add(role.declared()));
        checkTogether(all);
        Guarded guarded = declarations.stream()
                .map(declaration -> declaration.getAnnotation(Guarded.class))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElse(null);
        if (guarded == null) {
            return parameters.isEmpty() ? ToolDeclaration.none() : new ToolDeclaration(null, "", false, parameters);
        }
        return new ToolDeclaration(guarded.value().name(), guarded.operation(), guarded.destroysRecovery(), parameters);
    }

    /**
     * Reads what is declared on components of records that parameters take.
     *
     * @return what is declared, with the ways to its values
     * @throws IllegalConfigurationException if it contradicts itself
     */
    List<NestedRole> nested() {
        List<NestedRole> nested = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (!ToolMethod.isInjected(parameter)) {
                nested.addAll(NestedRoles.in(
                        ToolParameter.nameOf(parameter), parameter.getParameterizedType(), this::component));
            }
        }
        for (NestedRole role : nested) {
            if (ONCE.contains(role.declared().role()) && role.path().contains(NestedRole.ELEMENTS)) {
                throw wrong(role.declared().name(), "stands in a collection, so it is not one value");
            }
        }
        return nested;
    }

    private ToolDeclaration.@Nullable Parameter component(Parameter component, String name) {
        List<ToolDeclaration.Parameter> roles = roles(component, name);
        if (roles.size() > 1) {
            throw wrong(name, "carries more than one annotation of guard");
        }
        if (roles.isEmpty()) {
            return null;
        }
        checkType(roles.get(0), component);
        return roles.get(0);
    }

    private ToolDeclaration.@Nullable Parameter parameter(int index) {
        for (Method declaration : declarations) {
            List<ToolDeclaration.Parameter> roles =
                    roles(declaration.getParameters()[index], ToolParameter.nameOf(method.getParameters()[index]));
            if (roles.size() > 1) {
                throw wrong(roles.get(0).name(), "carries more than one annotation of guard");
            }
            if (!roles.isEmpty()) {
                checkType(roles.get(0), method.getParameters()[index]);
                return roles.get(0);
            }
        }
        return null;
    }

    private static List<ToolDeclaration.Parameter> roles(AnnotatedElement parameter, String name) {
        return Arrays.stream(parameter.getAnnotations())
                .map(annotation -> role(annotation, name))
                .filter(role -> role != null)
                .toList();
    }

    private static ToolDeclaration.@Nullable Parameter role(Annotation annotation, String name) {
        if (annotation instanceof TargetResource resource) {
            return new ToolDeclaration.Parameter(name, Role.RESOURCE, resource.value());
        }
        Role role = null;
        if (annotation instanceof TargetEnvironment) {
            role = Role.ENVIRONMENT;
        } else if (annotation instanceof Sql) {
            role = Role.SQL;
        } else if (annotation instanceof Shell) {
            role = Role.SHELL;
        } else if (annotation instanceof GraphQl) {
            role = Role.GRAPHQL;
        } else if (annotation instanceof HttpPart part) {
            role = Role.valueOf("HTTP_" + part.value().name());
        }
        return role == null ? null : new ToolDeclaration.Parameter(name, role, "");
    }

    private void checkType(ToolDeclaration.Parameter declared, Parameter parameter) {
        Class<?> type = ToolParameter.contentType(parameter);
        if (ToolMethod.isInjected(parameter)) {
            throw wrong(declared.name(), "is filled in by LangChain4j, so it is no argument that guard could read");
        }
        if (declared.role() == Role.RESOURCE && declared.resourceType().isBlank()) {
            throw wrong(declared.name(), "has a `@TargetResource` without a type");
        }
        if ((declared.role() == Role.RESOURCE || declared.role() == Role.ENVIRONMENT)
                && !ToolParameter.isScalar(type)) {
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

    private void checkTogether(List<ToolDeclaration.Parameter> parameters) {
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

    private IllegalConfigurationException wrong(String parameter, String what) {
        return new IllegalConfigurationException("parameter `" + parameter + "` of tool method `"
                + method.getDeclaringClass().getName() + "." + method.getName() + "` " + what);
    }
}
