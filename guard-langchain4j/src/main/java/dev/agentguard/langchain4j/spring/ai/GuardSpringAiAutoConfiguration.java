package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Guards the tools of Spring AI that a {@link ToolCallingManager} bean of the application runs. */
@AutoConfiguration(afterName = "dev.agentguard.langchain4j.spring.GuardAutoConfiguration")
@ConditionalOnClass(ToolCallingManager.class)
@ConditionalOnBean(Guard.class)
public final class GuardSpringAiAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    /** Called by Spring. */
    public GuardSpringAiAutoConfiguration() {}

    @Bean
    static BeanPostProcessor guardedToolCallingManagers(BeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                HandBuiltClients.guard(bean, name, () -> beans.getBean(Guard.class));
                return bean instanceof ToolCallingManager manager && !(bean instanceof GuardedToolCallingManager)
                        ? new GuardedToolCallingManager(manager, () -> beans.getBean(Guard.class))
                        : bean;
            }
        };
    }

    @Bean
    @Lazy(false)
    static SmartInitializingSingleton guardedToolCallingManagerCheck(ObjectProvider<ToolCallingManager> managers) {
        return () -> {
            if (managers.stream().findAny().isEmpty()) {
                log.warn("there is no `ToolCallingManager` bean, so guard judges no tool of Spring AI; add"
                        + " `spring-ai-autoconfigure-model-tool` and use the `ChatClient.Builder` bean");
            }
        };
    }
}
