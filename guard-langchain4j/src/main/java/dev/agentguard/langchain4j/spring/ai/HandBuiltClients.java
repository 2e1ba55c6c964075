package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.Guard;
import java.lang.reflect.Field;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.model.tool.ToolCallingManager;

/**
 * Guards the {@code ChatClient} beans that an application built of a model instead of the {@code ChatClient.Builder} bean:
 * these bring a manager of their own, which can only be reached by reflection.
 */
final class HandBuiltClients {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);
    private static final String CLIENT = "org.springframework.ai.chat.client.DefaultChatClient";

    private HandBuiltClients() {}

    /** Has the manager of a client judged, where the bean is one. */
    static void guard(Object bean, String name, Supplier<Guard> guard) {
        if (!bean.getClass().getName().equals(CLIENT)) {
            return;
        }
        try {
            Object request = value(field(bean, "defaultChatClientRequest"), bean);
            Object advisor = value(field(request, "toolCallingAdvisorBuilder"), request);
            Field manager = field(advisor, "toolCallingManager");
            ToolCallingManager current = (ToolCallingManager) value(manager, advisor);
            if (!(current instanceof GuardedToolCallingManager)) {
                manager.set(advisor, new GuardedToolCallingManager(current, guard));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn(
                    "guard cannot tell whether the tools of the `ChatClient` bean `{}` are judged, since it does not know"
                            + " this version of Spring AI; build it of the `ChatClient.Builder` bean",
                    name);
        }
    }

    private static Field field(Object object, String name) throws NoSuchFieldException {
        for (@Nullable Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static Object value(Field field, Object object) throws ReflectiveOperationException {
        Object value = field.get(object);
        if (value == null) {
            throw new NoSuchFieldException(field.getName() + " is empty");
        }
        return value;
    }
}
