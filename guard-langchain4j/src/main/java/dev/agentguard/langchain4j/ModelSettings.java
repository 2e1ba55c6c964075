package dev.agentguard.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks by reflection for the tools of the provider that a model is set up with. LangChain4j has no common place for
 * them: Anthropic's and Gemini's stand in fields of the model, OpenAI's in its default parameters, and whatever a provider
 * calls them among the custom parameters. A model behind a decorator is found if the decorator holds it in a field.
 */
final class ModelSettings {

    private static final int MOST_MODELS = 16;

    /** Fields of {@code GoogleAiGeminiChatModel} and {@code GoogleGenAiChatModel}, and what they send. */
    private static final Map<String, String> SWITCHES = Map.of(
            "allowCodeExecution", "code_execution",
            "allowGoogleSearch", "google_search",
            "allowGoogleMaps", "google_maps",
            "allowUrlContext", "url_context",
            "enableGoogleSearch", "google_search",
            "enableGoogleMaps", "google_maps",
            "enableUrlContext", "url_context",
            "enableCodeExecution", "code_execution");

    private final List<Object> tools = new ArrayList<>();
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Deque<Object> open = new ArrayDeque<>();

    private ModelSettings() {}

    /**
     * Returns what a model sends with each request.
     *
     * @param model a {@link ChatModel} or {@link StreamingChatModel}
     * @return the custom parameters, and under {@code tools} the definitions of the provider's tools
     */
    static Map<String, @Nullable Object> of(Object model) {
        ModelSettings settings = new ModelSettings();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        settings.open.add(model);
        while (!settings.open.isEmpty() && seen.size() < MOST_MODELS) {
            Object next = settings.open.remove();
            if (seen.add(next)) {
                settings.look(next);
            }
        }
        if (!settings.tools.isEmpty()) {
            settings.fields.merge("tools", settings.tools, ModelSettings::both);
        }
        return settings.fields;
    }

    private static Object both(Object custom, Object own) {
        List<Object> both = new ArrayList<>((Collection<?>) own);
        if (custom instanceof Collection<?> more) {
            both.addAll(more);
        }
        return both;
    }

    private void look(Object model) {
        Object parameters = answer(model, "defaultRequestParameters");
        if (parameters != null) {
            take("serverTools", answer(parameters, "serverTools"));
            take("customParameters", answer(parameters, "customParameters"));
        }
        for (Class<?> type = model.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    take(field, model);
                }
            }
        }
    }

    private void take(Field field, Object model) {
        String name = field.getName();
        boolean delegate = ChatModel.class.isAssignableFrom(field.getType())
                || StreamingChatModel.class.isAssignableFrom(field.getType());
        if (!delegate
                && !SWITCHES.containsKey(name)
                && !Set.of("serverTools", "customParameters", "skills").contains(name)) {
            return;
        }
        Object value = value(field, model);
        if (delegate && value != null) {
            open.add(value);
        } else {
            take(name, value);
        }
    }

    private void take(String name, @Nullable Object value) {
        if (name.equals("serverTools") && value instanceof Collection<?> definitions) {
            definitions.forEach(this::tool);
        } else if (name.equals("skills") && value instanceof Collection<?> skills && !skills.isEmpty()) {
            tools.add(Map.of("type", "code_execution")); // what Anthropic's skills run in
        } else if (name.equals("customParameters") && value instanceof Map<?, ?> custom) {
            custom.forEach((key, given) -> fields.put(String.valueOf(key), given));
        } else if (Boolean.TRUE.equals(value) && SWITCHES.containsKey(name)) {
            tools.add(Map.of("type", SWITCHES.get(name)));
        }
    }

    /** Anthropic's have a class of their own, OpenAI's are maps. */
    private void tool(@Nullable Object definition) {
        if (definition instanceof Map<?, ?>) {
            tools.add(definition);
        } else if (definition != null && answer(definition, "type") instanceof String type) {
            tools.add(Map.of("type", type));
        }
    }

    private static @Nullable Object answer(Object object, String accessor) {
        try {
            return object.getClass().getMethod(accessor).invoke(object);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // of another version, or not there
        }
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
