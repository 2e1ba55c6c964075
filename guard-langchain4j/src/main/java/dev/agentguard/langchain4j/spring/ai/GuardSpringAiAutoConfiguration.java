package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.Guard;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Guards the tools of Spring AI that a {@link ToolCallingManager} bean of the application runs. */
@AutoConfiguration(afterName = "dev.agentguard.langchain4j.spring.GuardAutoConfiguration")
@ConditionalOnClass(ToolCallingManager.class)
@ConditionalOnBean(Guard.class)
public final class GuardSpringAiAutoConfiguration {

    /** Called by Spring. */
    public GuardSpringAiAutoConfiguration() {}

    @Bean
    static BeanPostProcessor guardedToolCallingManagers(BeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ToolCallingManager manager && !(bean instanceof GuardedToolCallingManager)
                        ? new GuardedToolCallingManager(manager, () -> beans.getBean(Guard.class))
                        : bean;
            }
        };
    }
}
