package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.GraphQl;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.Shell;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetEnvironment;
import dev.agentguard.annotation.TargetResource;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** What a developer declared on the method behind a tool of Spring AI, or on one that it overrides or implements. */
final class SpringToolDeclarations {

    private static final Map<Method, ToolDeclaration> READ = new ConcurrentHashMap<>();

    private SpringToolDeclarations() {}

    /**
     * Reads the declaration.
     *
     * @param callback a tool
     * @return its declaration; none if it is no method
     * @throws IllegalStateException if it cannot be read, since it may make the tool more severe
     */
    static ToolDeclaration of(ToolCallback callback) {
        return callback instanceof MethodToolCallback method
                ? READ.computeIfAbsent(methodOf(method), SpringToolDeclarations::read)
                : ToolDeclaration.none();
    }

    private static Method methodOf(MethodToolCallback callback) {
        try {
            Field field = MethodToolCallback.class.getDeclaredField("toolMethod");
            field.setAccessible(true);
            return (Method) field.get(callback);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("guard cannot read the tool methods of this version of Spring AI", e);
        }
    }

    private static ToolDeclaration read(Method method) {
        List<Method> declarations = declarations(method);
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            String name = method.getParameters()[i].getName();
            for (Method declaration : declarations) {
                List<ToolDeclaration.Parameter> roles = roles(declaration.getParameters()[i], name);
                if (!roles.isEmpty()) {
                    parameters.addAll(roles);
                    break;
                }
            }
        }
        Guarded guarded = AnnotatedElementUtils.findMergedAnnotation(method, Guarded.class);
        if (guarded == null) {
            return parameters.isEmpty() ? ToolDeclaration.none() : new ToolDeclaration(null, "", false, parameters);
        }
        return new ToolDeclaration(guarded.value().name(), guarded.operation(), guarded.destroysRecovery(), parameters);
    }

    /** The method and those that it overrides or implements, the nearest first. */
    private static List<Method> declarations(Method method) {
        List<Method> declarations = new ArrayList<>(List.of(method));
        if (Modifier.isStatic(method.getModifiers())) {
            return declarations;
        }
        Class<?> type = method.getDeclaringClass();
        for (Class<?> next = type.getSuperclass(); next != null; next = next.getSuperclass()) {
            add(next, method, declarations);
        }
        for (Class<?> next : ClassUtils.getAllInterfacesForClassAsSet(type)) {
            add(next, method, declarations);
        }
        return declarations;
    }

    private static void add(Class<?> type, Method method, List<Method> declarations) {
        try {
            declarations.add(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException e) {
            // it declares another method
            return;
        }
    }

    private static List<ToolDeclaration.Parameter> roles(AnnotatedElement parameter, String name) {
        List<ToolDeclaration.Parameter> roles = new ArrayList<>();
        for (Annotation annotation : parameter.getAnnotations()) {
            Role role = role(annotation);
            if (role != null) {
                String type = annotation instanceof TargetResource resource ? resource.value() : "";
                roles.add(new ToolDeclaration.Parameter(name, role, type));
            }
        }
        return roles;
    }

    private static @Nullable Role role(Annotation annotation) {
        if (annotation instanceof TargetResource) {
            return Role.RESOURCE;
        }
        if (annotation instanceof TargetEnvironment) {
            return Role.ENVIRONMENT;
        }
        if (annotation instanceof Sql) {
            return Role.SQL;
        }
        if (annotation instanceof Shell) {
            return Role.SHELL;
        }
        if (annotation instanceof GraphQl) {
            return Role.GRAPHQL;
        }
        return annotation instanceof HttpPart part
                ? Role.valueOf("HTTP_" + part.value().name())
                : null;
    }
}
