package dev.agentguard.declaration;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.declaration.AnnotationSearch.Found;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is declared on one tool. The nearest declaration counts; of two that nothing ranks, neither does. */
final class DeclarationReader {

    private final Method method;
    private final List<Class<?>> types;
    private final MethodFamily family;
    private final ToolConvention convention;
    private final ParameterRoles roles;

    DeclarationReader(Method method, @Nullable Object bearer, ToolConvention convention) {
        this.method = method;
        this.convention = convention;
        this.types = ProxyTargets.of(bearer, method);
        this.family = MethodFamily.of(method, types);
        this.roles = new ParameterRoles(method, convention);
    }

    DeclaredTool read() {
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            ToolDeclaration.Parameter parameter = parameter(i);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        List<NestedRole> nested = nested();
        List<ToolDeclaration.Parameter> all = new ArrayList<>(parameters);
        nested.forEach(role -> all.add(role.declared()));
        roles.checkTogether(all);
        Found guarded = onMethod("Guarded");
        Found required = onMethod("RequiresBackup");
        Found undone = onMethod("Undo");
        ToolDeclaration declaration = new ToolDeclaration(
                guarded == null ? null : guarded.text("value"),
                guarded == null ? "" : guarded.text("operation"),
                guarded != null && Boolean.TRUE.equals(guarded.values().get("destroysRecovery")),
                parameters,
                required == null ? null : new RequiredBackups(this::wrong).read(required, guarded, all),
                undone == null ? null : new UndoTarget(method, types, convention, this::wrong).read(undone));
        return declaration.equals(ToolDeclaration.none()) && nested.isEmpty()
                ? DeclaredTool.NONE
                : new DeclaredTool(declaration, nested);
    }

    private @Nullable Found onMethod(String annotation) {
        Map<Map<String, Object>, Method> nearest = family.nearest(each -> {
            Found found = single(annotation, each);
            return found == null ? null : found.values();
        });
        if (nearest.size() > 1) {
            Iterator<Method> methods = nearest.values().iterator();
            throw wrong("is not declared alike: `@" + annotation + "` differs on " + name(methods.next()) + " and "
                    + name(methods.next()) + "; put the one that holds on the method itself");
        }
        return nearest.isEmpty()
                ? null
                : new Found(annotation, nearest.keySet().iterator().next(), "");
    }

    private @Nullable Found single(String annotation, Method on) {
        Found first = null;
        for (Found found : AnnotationSearch.on(on)) {
            if (found.name().equals(annotation)) {
                if (first != null && !first.values().equals(found.values())) {
                    throw wrong("carries two `@" + annotation + "` that differ, by " + first.source() + " and by "
                            + found.source() + "; keep one");
                }
                first = first == null ? found : first;
            }
        }
        return first;
    }

    private ToolDeclaration.@Nullable Parameter parameter(int index) {
        Parameter own = method.getParameters()[index];
        String name = convention.nameOf(own);
        Map<ToolDeclaration.Parameter, Method> nearest =
                family.nearest(each -> roles.of(each.getParameters()[index], name));
        if (nearest.size() > 1) {
            Iterator<Method> methods = nearest.values().iterator();
            throw roles.wrong(
                    name,
                    "is not declared alike by " + name(methods.next()) + " and " + name(methods.next())
                            + "; put the annotation that holds on the method itself");
        }
        if (nearest.isEmpty()) {
            return null;
        }
        ToolDeclaration.Parameter declared = nearest.keySet().iterator().next();
        roles.checkType(declared, own);
        return declared;
    }

    /** What is declared on components of records that parameters take. */
    private List<NestedRole> nested() {
        List<NestedRole> nested = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (!convention.isInjected(parameter)) {
                nested.addAll(NestedRoles.in(
                        convention.nameOf(parameter), parameter.getParameterizedType(), this::component));
            }
        }
        for (NestedRole role : nested) {
            if (ParameterRoles.isSingle(role.declared().role()) && role.path().contains(NestedRole.ELEMENTS)) {
                throw roles.wrong(role.declared().name(), "stands in a collection, so it is not one value");
            }
        }
        return nested;
    }

    private ToolDeclaration.@Nullable Parameter component(Parameter component, String name) {
        ToolDeclaration.Parameter role = roles.of(component, name);
        if (role != null) {
            roles.checkType(role, component);
        }
        return role;
    }

    private static String name(Method method) {
        return "`" + method.getDeclaringClass().getName() + "." + method.getName() + "`";
    }

    private DeclarationException wrong(String what) {
        return new DeclarationException("tool method " + name(method) + " " + what);
    }
}
