package dev.agentguard.rules;

import dev.agentguard.action.Action;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an action itself shows of how it is done: its tool and the programs that it starts. Its commands are read when a
 * rule first asks for them, and so is what rules derive from it. For one thread.
 */
public final class ActionView {

    private final Action action;
    private final Supplier<List<Carrier.Start>> reader;
    private @Nullable IdentityHashMap<Object, Map<Class<?>, Object>> derived;
    private @Nullable List<Carrier.Start> starts;

    /**
     * Creates a view.
     *
     * @param action the action
     * @param reader reads the programs that it starts, in the order in which they would run
     */
    public ActionView(Action action, Supplier<List<Carrier.Start>> reader) {
        this.action = action;
        this.reader = reader;
    }

    /**
     * Returns the action.
     *
     * @return the action as it is
     */
    public Action action() {
        return action;
    }

    /**
     * Returns the tool call.
     *
     * @return the action, if it is one, else null
     */
    public @Nullable ToolCall tool() {
        return action instanceof ToolCall call ? call : null;
    }

    /**
     * Returns the programs that it starts, also those that others start: {@code sudo sh -c "rm x"} has three. A program
     * stands in front of the one that it starts.
     *
     * @return the programs with their arguments
     */
    public List<Carrier.Start> commands() {
        List<Carrier.Start> known = starts;
        if (known == null) {
            known = List.copyOf(Wrapped.opened(reader.get()));
            starts = known;
        }
        return known;
    }

    /**
     * Returns what is derived from this action, or from one of its effects, for many rules alike; it is made once.
     *
     * @param <T> the type of what is derived
     * @param about what it is derived from
     * @param type its class
     * @param maker makes it
     * @return what was made
     */
    public <T> T derived(Object about, Class<T> type, Supplier<T> maker) {
        IdentityHashMap<Object, Map<Class<?>, Object>> all = derived;
        if (all == null) {
            all = new IdentityHashMap<>(2);
            derived = all;
        }
        Map<Class<?>, Object> known = all.computeIfAbsent(about, unused -> new HashMap<>(4));
        T made = type.cast(known.get(type));
        if (made == null) {
            made = maker.get();
            known.put(type, made);
        }
        return made;
    }

    @Nullable
    String toolName() {
        ToolCall call = tool();
        return call == null ? null : call.tool().toLowerCase(Locale.ROOT);
    }
}
