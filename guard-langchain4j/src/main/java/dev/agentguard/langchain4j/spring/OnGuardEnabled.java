package dev.agentguard.langchain4j.spring;

import java.nio.file.Path;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether no human switched Guard off. */
final class OnGuardEnabled implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !(context.getEnvironment() instanceof ConfigurableEnvironment environment)
                || GuardProperties.of(environment, Path.of("")).switchedOff() == null;
    }
}
