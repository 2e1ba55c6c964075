package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether Guard can ask and record, in Spring Boot 4. */
final class Boot4Health extends AbstractHealthIndicator {

    private final Guard guard;

    Boot4Health(Guard guard) {
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
