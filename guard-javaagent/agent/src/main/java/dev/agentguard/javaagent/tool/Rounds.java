package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a refusal would make LangChain4j undo what earlier tools did: it does so upon any result that is marked as an
 * error, where a service was told to. There a refusal is an ordinary result, except of a tool that ends the invocation, which
 * would be taken for done, and unless refusals shall undo it. The service is the one whose loop runs a tool on this thread.
 */
final class Rounds {

    private static final ThreadLocal<@Nullable Object> SERVICE = new ThreadLocal<>();

    private Rounds() {}

    /** Says which service runs a tool from now on; returns the one before, to be given to {@link #end}. */
    static @Nullable Object begin(@Nullable Object service) {
        Object outer = SERVICE.get();
        SERVICE.set(service);
        return outer;
    }

    /** Says that the tool has returned. */
    static void end(@Nullable Object outer) {
        if (outer == null) {
            SERVICE.remove();
        } else {
            SERVICE.set(outer);
        }
    }

    /** Returns whether the refusal of a tool is marked as an error; what cannot be told is, as with every other failure. */
    static boolean refusalIsError(String tool) {
        Object service = SERVICE.get();
        if (service == null) {
            return true;
        }
        try {
            boolean undoes = Boolean.TRUE.equals(field(service, "compensateOnToolErrors"))
                    || field(service, "onToolExecutionError") != null;
            // how a tool of a provider returns is not the service's to say
            boolean own = Reflect.call(service, "toolExecutors") instanceof Map<?, ?> tools && tools.containsKey(tool);
            return !undoes || !own || !returnsToModel(service, tool) || rollBack();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    private static boolean rollBack() {
        return Boolean.TRUE.equals(GuardBridge.call("refusals", Map.of()).get("rollBack"));
    }

    private static boolean returnsToModel(Object service, String tool) throws ReflectiveOperationException {
        Object behavior =
                service.getClass().getMethod("returnBehavior", String.class).invoke(service, tool);
        return behavior instanceof Enum<?> constant && constant.name().equals("TO_LLM");
    }

    /** Returns null if this release has no such field. */
    private static @Nullable Object field(Object service, String name) throws IllegalAccessException {
        for (Class<?> type = service.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(service);
                }
            }
        }
        return null;
    }
}
