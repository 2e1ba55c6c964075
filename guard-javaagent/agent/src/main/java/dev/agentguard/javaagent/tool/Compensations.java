package dev.agentguard.javaagent.tool;

import dev.agentguard.declaration.DeclarationException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges what undoes a tool. LangChain4j runs such a method through an executor of methods, which asks itself, or, if it
 * takes the whole execution, by reflection; that is where this stands. Stateless.
 */
final class Compensations {

    private static final String ANNOTATION = "dev.langchain4j.agent.tool.CompensateFor";
    private static final String EXECUTION = "dev.langchain4j.service.tool.ToolExecution";

    private Compensations() {}

    static boolean isCompensation(Method method) {
        return Reflect.annotation(method, ANNOTATION) != null;
    }

    /** Returns a copy in which every action that takes the whole execution asks first. */
    static Map<Object, Object> guarded(Object tools, Map<?, ?> actions) {
        Map<Object, Object> guarded = new LinkedHashMap<>();
        actions.forEach((tool, action) -> {
            Method method = method(tools, String.valueOf(tool));
            guarded.put(tool, method == null || action == null ? action : guard(method, (Consumer<?>) action));
        });
        return guarded;
    }

    private static @Nullable Method method(Object tools, String tool) {
        for (Class<?> type = tools.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                var annotation = Reflect.annotation(method, ANNOTATION);
                if (annotation != null
                        && Reflect.element(annotation, "value").equals(tool)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getName().equals(EXECUTION)) {
                    return method;
                }
            }
        }
        return null;
    }

    private static Consumer<Object> guard(Method method, Consumer<?> action) {
        return execution -> {
            Passage passage = ask(method, execution);
            if (passage.refusal() != null) {
                throw new IllegalStateException(passage.refusal());
            }
            try {
                run(action, execution);
            } catch (RuntimeException | Error e) {
                passage.done(null, e);
                throw e;
            }
            passage.done("", null);
        };
    }

    @SuppressWarnings("unchecked")
    private static void run(Consumer<?> action, Object execution) {
        ((Consumer<Object>) action).accept(execution);
    }

    private static Passage ask(Method method, Object execution) {
        try {
            Object request = Reflect.call(execution, "request");
            Object context = Reflect.call(execution, "invocationContext");
            return Passage.ask(
                    Sessions.of(context),
                    Sessions.service(context),
                    method.getName(),
                    ToolMethods.description(method),
                    ToolArguments.read(ToolRequest.arguments(request), ToolMethods.ToolMethod.NONE)
                            .values(),
                    ToolMethods.declaredOn(method),
                    null,
                    false);
        } catch (DeclarationException e) {
            return Passage.misdeclared(method.getName(), String.valueOf(e.getMessage()));
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            return Passage.failed(method.getName(), e);
        }
    }
}
