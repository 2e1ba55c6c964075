package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import dev.agentguard.GuardStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The Actuator endpoint {@code guard}: how Guard is set up and what waits for a human. It shows no secrets. */
@Endpoint(id = "guard")
public final class GuardEndpoint {

    private final Guard guard;

    GuardEndpoint(Guard guard) {
        this.guard = guard;
    }

    /**
     * Returns the state.
     *
     * @return its parts by name
     */
    @ReadOperation
    public Map<String, Object> state() {
        GuardStatus status = guard.status();
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("enforced", status.rules());
        rules.put("advice", status.advice());
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("mode", status.mode().name().toLowerCase(Locale.ROOT));
        state.put("configuration", status.configuration());
        state.put("trusted", status.trusted());
        state.put("rules", rules);
        state.put("pendingApprovals", status.pendingApprovals() < 0 ? "unknown" : status.pendingApprovals());
        state.put("problems", status.problems());
        state.put("warnings", status.warnings());
        state.put("unseenTools", status.unseenTools());
        return state;
    }
}
