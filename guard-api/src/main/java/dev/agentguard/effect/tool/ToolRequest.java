package dev.agentguard.effect.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolDeclaration.Role;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that the declared parameters of a tool make.
 *
 * @param call the request, or null if there is none
 * @param problem what of it could not be read, or null
 */
record ToolRequest(@Nullable HttpCall call, @Nullable String problem) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ToolRequest of(RoleValues values, int most) {
        boolean parts = values.has(Role.HTTP_METHOD)
                || values.has(Role.HTTP_URL)
                || values.has(Role.HTTP_HEADERS)
                || values.has(Role.HTTP_BODY);
        if (!parts) {
            return new ToolRequest(null, null);
        }
        if (!(values.first(Role.HTTP_URL) instanceof String url)) {
            return new ToolRequest(null, "a request whose url is not given as text");
        }
        Object content = content(values);
        Object method = values.first(Role.HTTP_METHOD);
        HeaderFields headers = HeaderFields.of(values.first(Role.HTTP_HEADERS));
        String verb = method instanceof String text && !text.isBlank() ? text : content == null ? "GET" : "POST";
        String problem = null;
        if (!headers.complete()) {
            problem = "a request whose headers cannot be read";
        } else if (method != null && !(method instanceof String)) {
            problem = "a request whose method is not given as text";
        }
        for (Role role : new Role[] {Role.HTTP_URL, Role.HTTP_METHOD, Role.HTTP_HEADERS, Role.HTTP_BODY}) {
            if (values.all(role).size() > 1) {
                problem = "a request of which one part is given twice";
            }
        }
        return new ToolRequest(new HttpCall(verb, url, headers.fields(), body(content, most)), problem);
    }

    /** A document without a body of its own is what the tool sends to the URL. */
    private static @Nullable Object content(RoleValues values) {
        Object content = values.first(Role.HTTP_BODY);
        if (content != null || !(values.first(Role.GRAPHQL) instanceof String document)) {
            return content;
        }
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("query", document);
        Map<String, @Nullable Object> variables = values.variables();
        if (variables != null) {
            request.put("variables", variables);
        }
        return request;
    }

    private static Body body(@Nullable Object content, int most) {
        if (content == null) {
            return Body.empty();
        }
        if (content instanceof Map || content instanceof Iterable) {
            LimitedBytes bytes = new LimitedBytes(most);
            try {
                JSON.writeValue(bytes, content);
                return Body.of(bytes.written());
            } catch (IOException e) {
                return Body.notInspected(
                        bytes.isFull()
                                ? "it is larger than the limit of " + most + " bytes"
                                : "it cannot be written as JSON");
            }
        }
        return Body.of(String.valueOf(content));
    }
}
