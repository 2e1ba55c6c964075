package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Model Context Protocol, in which every call has the method {@code tools/call} and a tool's name says what it does. */
final class ModelContext {

    private ModelContext() {}

    /** Returns the names of the tools that a body calls, one or a batch; empty if it calls none. */
    static List<Object> tools(@Nullable Object body) {
        List<Object> tools = new ArrayList<>();
        for (Object call : body instanceof List<?> batch ? batch : java.util.Collections.singletonList(body)) {
            if (call instanceof Map<?, ?> fields
                    && "tools/call".equals(fields.get("method"))
                    && fields.get("params") instanceof Map<?, ?> params
                    && params.get("name") instanceof String name) {
                tools.add(name);
            }
        }
        return tools;
    }
}
