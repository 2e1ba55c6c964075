package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import dev.agentguard.langchain4j.GuardLangChain4j;
import dev.agentguard.langchain4j.Installation;
import dev.agentguard.langchain4j.spring.GuardProperties.Property;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Has the AI services of an application judged by its guard bean, from before the first service is built until the
 * application ends.
 */
final class GuardInstaller implements BeanFactoryPostProcessor, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final ConfigurableEnvironment environment;
    private @Nullable Installation installation;

    GuardInstaller(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Property off = GuardProperties.of(environment, Path.of("")).switchedOff();
        if (off == null) {
            installation = GuardLangChain4j.installUntilClosed(() -> beans.getBean(Guard.class));
        } else {
            log.warn("guard is switched off by {}: tools run unjudged", off.place());
            installation = GuardLangChain4j.switchOffUntilClosed();
        }
    }

    @Override
    public void destroy() {
        if (installation != null) {
            installation.close();
        }
    }
}
