package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** Whether Guard can ask and record, in Spring Boot 3. */
final class Boot3Health extends AbstractHealthIndicator {

    private final Guard guard;

    Boot3Health(Guard guard) {
        super("the state of Guard cannot be read");
        this.guard = guard;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> problems = guard.status().problems();
        if (problems.isEmpty()) {
            builder.up();
        } else {
            builder.down().withDetail("problems", problems);
        }
    }
}
