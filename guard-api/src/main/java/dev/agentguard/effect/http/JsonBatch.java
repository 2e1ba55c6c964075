package dev.agentguard.effect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Body;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests as JSON objects in a list: OData and Microsoft Graph ({@code requests}), Salesforce, Asana, Facebook and the
 * like. Told by items that have an HTTP method and an address.
 */
final class JsonBatch implements Form {

    private static final ObjectMapper WRITER = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "MERGE");
    private static final String[] METHOD = {"method", "httpMethod", "verb"};
    private static final String[] ADDRESS = {
        "url", "path", "uri", "href", "relative_url", "relativeUrl", "relative_path", "relativePath"
    };
    private static final List<String> BODY = List.of("body", "data", "payload", "richInput", "bodyJson");

    /** Under these names a list of requests is nothing but that. */
    private static final Set<String> NAMES = Set.of(
            "requests", "batch", "actions", "operations", "calls", "compositerequest", "batchrequests", "subrequests");

    /** Returns whether a request in a list may have its method under this name. */
    static boolean isField(String name) {
        for (String method : METHOD) {
            if (name.equalsIgnoreCase(method)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable List<Effect> read(Sent request) {
        Content content = request.content();
        if (content.isQuietJson() || (content.json() == null && !content.form().containsKey("batch"))) {
            return null;
        }
        List<List<?>> batches = new ArrayList<>();
        boolean[] named = {true};
        if (content.json() != null) {
            content.json().readings().forEach(reading -> find(reading, "", 2, batches, named));
        }
        if (content.form().get("batch") instanceof String text && JsonBody.looksLike(text)) {
            JsonBody.of(text, request.limits())
                    .readings()
                    .forEach(reading -> find(reading, "batch", 0, batches, named));
        }
        if (batches.isEmpty()) {
            return null;
        }
        List<Effect> effects = new ArrayList<>();
        Inner inner = new Inner(request);
        for (List<?> batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (!request.budget().take()) {
                    effects.add(request.overBudget());
                    break;
                }
                add(request, inner, batch.get(i), "body[" + i + "]", effects);
            }
        }
        if (!named[0] || content.problem() != null) {
            effects.add(request.plain().effect(request.knowledge(), request.host()));
        }
        return effects;
    }

    private static void find(@Nullable Object value, String name, int depth, List<List<?>> batches, boolean[] named) {
        if (value instanceof List<?> items) {
            if (anyRequest(items)) {
                batches.add(items);
                named[0] &= name.isEmpty() || NAMES.contains(name.toLowerCase(Locale.ROOT));
            }
        } else if (value instanceof Map<?, ?> fields && depth > 0) {
            fields.forEach((key, inner) -> {
                boolean plain = inner instanceof String || Fields.isNumberOrFlag(inner);
                if (!plain && (inner instanceof List || (depth > 1 && inner instanceof Map))) {
                    find(inner, String.valueOf(key), depth - 1, batches, named);
                }
            });
        }
    }

    private static boolean anyRequest(List<?> items) {
        for (Object item : items) {
            if (isRequest(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRequest(@Nullable Object item) {
        return item instanceof Map<?, ?> fields
                && METHODS.contains(text(fields, METHOD).toUpperCase(Locale.ROOT))
                && !text(fields, ADDRESS).isEmpty();
    }

    private static void add(Sent request, Inner inner, @Nullable Object item, String where, List<Effect> effects) {
        if (!(item instanceof Map<?, ?> fields) || !isRequest(item)) {
            effects.add(request.unknown(where, "an item of a batch that is no request"));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (Fields.value(fields, "headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        effects.addAll(inner.atService(text(fields, METHOD), text(fields, ADDRESS), headers, body(fields)));
    }

    private static Body body(Map<?, ?> fields) {
        for (String name : BODY) {
            Object value = Fields.value(fields, name);
            if (value instanceof String text) {
                return Body.of(text);
            }
            if (value != null) {
                try {
                    return Body.of(WRITER.writeValueAsBytes(value));
                } catch (JsonProcessingException e) {
                    return Body.notInspected("it cannot be written as JSON");
                }
            }
        }
        return Body.empty();
    }

    private static String text(Map<?, ?> fields, String... names) {
        for (String name : names) {
            if (Fields.value(fields, name) instanceof String text && !text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }
}
