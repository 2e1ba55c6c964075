package dev.agentguard.rules.expression;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of what is no tool call: a condition that needs one of them does not speak of it. */
final class Missing extends AbstractMap<String, Object> {

    private final Doubt doubt;

    Missing(Doubt doubt) {
        this.doubt = doubt;
    }

    @Override
    public @Nullable Object get(Object key) {
        throw doubt.elsewhere("action.arguments");
    }

    @Override
    public boolean containsKey(Object key) {
        return false;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Set.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
