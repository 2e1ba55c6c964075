package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine of a guard that is made later than the services that it judges for. Threadsafe if the supplier is. */
final class DeferredGate implements ToolGate {

    private final Supplier<Guard> guard;

    DeferredGate(Supplier<Guard> guard) {
        this.guard = guard;
    }

    @Override
    public Passage check(String session, String service, ToolCall call) {
        return new LocalGate(guard.get()).check(session, service, call);
    }

    @Override
    public void listed(ToolServer server, List<ServerTool> tools) {
        new LocalGate(guard.get()).listed(server, tools);
    }

    @Override
    public void model(String model, Map<String, ? extends @Nullable Object> fields) {
        new LocalGate(guard.get()).model(model, fields);
    }

    @Override
    public Guard guard() {
        return guard.get();
    }

    @Override
    public boolean refusalsRollBack() {
        return guard.get().refusalsRollBack();
    }

    @Override
    public void retrieved(String session, String source, String text) {
        new LocalGate(guard.get()).retrieved(session, source, text);
    }
}
