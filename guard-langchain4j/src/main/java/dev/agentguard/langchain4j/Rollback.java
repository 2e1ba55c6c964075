package dev.agentguard.langchain4j;

import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What LangChain4j would undo if a tool of one invocation ended in an error: the tools with a {@code @CompensateFor} that
 * have run so far and are not undone yet. Threadsafe.
 */
final class Rollback {

    /** Where errors undo nothing. */
    static final Rollback NONE = new Rollback(Set.of());

    /** Since 1.17. */
    private static final String ANNOTATION = "dev.langchain4j.agent.tool.CompensateFor";

    private final Set<String> compensable;
    private final List<String> ran = new ArrayList<>();

    private Rollback(Set<String> compensable) {
        this.compensable = compensable;
    }

    /**
     * Starts an invocation.
     *
     * @param executors what runs the tools of the service
     * @return what is undone on errors, nothing so far
     */
    static Rollback of(Collection<ToolExecutor> executors) {
        Set<String> compensable = new HashSet<>();
        for (ToolExecutor executor : executors) {
            Object bearer = executor instanceof DefaultToolExecutor ? ToolMethod.bearer(executor) : null;
            for (Class<?> type = bearer == null ? null : bearer.getClass(); type != null; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    addUndone(method, compensable);
                }
            }
        }
        return compensable.isEmpty() ? NONE : new Rollback(compensable);
    }

    /** Compares names: no release before 1.17 has the annotation. */
    private static void addUndone(Method method, Set<String> compensable) {
        for (Annotation annotation : method.getAnnotations()) {
            if (annotation.annotationType().getName().equals(ANNOTATION)) {
                try {
                    compensable.add(String.valueOf(
                            annotation.annotationType().getMethod("value").invoke(annotation)));
                } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e); // it has had this element from the start
                }
            }
        }
    }

    /** Takes note of how a tool ended. After an error all that was to be undone is. */
    void ended(String tool, boolean failed) {
        if (compensable.isEmpty()) {
            return;
        }
        synchronized (ran) {
            if (failed) {
                ran.clear();
            } else if (compensable.contains(tool)) {
                ran.add(tool);
            }
        }
    }

    /** Returns what an error would undo now, in the order in which that would happen. */
    List<String> pending() {
        if (compensable.isEmpty()) {
            return List.of();
        }
        synchronized (ran) {
            List<String> last = new ArrayList<>(ran);
            Collections.reverse(last);
            return List.copyOf(last);
        }
    }
}
