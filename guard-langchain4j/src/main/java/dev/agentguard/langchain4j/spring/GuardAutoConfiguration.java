package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import dev.agentguard.JudgementListener;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.langchain4j.spring.GuardProperties.Property;
import dev.agentguard.scope.HttpTransport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes the guard of a Spring Boot application of its {@code guard.*} properties or its {@code guard.yaml}; a
 * {@link Guard} bean of the application takes its place. {@code guard.enabled=false} switches it off.
 */
@AutoConfiguration
public final class GuardAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    /** Called by Spring. */
    public GuardAutoConfiguration() {}

    /** Made at the start also where beans are made when they are needed, so that a mistake is found then. */
    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    @Conditional(OnGuardEnabled.class)
    static Guard guard(
            ConfigurableEnvironment environment,
            ObjectProvider<HttpTransport> transports,
            ObjectProvider<JudgementListener> listeners,
            ObjectProvider<ApprovalChannel> channels,
            ObjectProvider<GuardBuilderCustomizer> customizers) {
        Path directory = Path.of("");
        GuardProperties properties = GuardProperties.of(environment, directory);
        GuardConfig config = new GuardConfiguration(properties, ConfigLocator.ofThisProcess(), directory).locate();
        for (Property ignored : properties.ignored()) {
            log.warn(
                    "{} is ignored: its file was merely found in the working directory; set it elsewhere to use it",
                    ignored.place());
        }
        warnOfAgent(properties.firstSetting());
        Guard.Builder builder = Guard.builder().config(config);
        transports.ifUnique(builder::transport);
        listeners.orderedStream().forEach(builder::listener);
        channels.orderedStream().forEach(builder::approvalChannel);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        Guard guard = builder.build();
        guard.summary().forEach(line -> log.info("guard: {}", line));
        return guard;
    }

    private static void warnOfAgent(@Nullable Property setting) {
        if (setting != null && isAgentAttached()) {
            log.warn(
                    "the attached Java agent decides about tools of LangChain4j, by its own configuration and not by"
                            + " properties such as {}: name one guard.yaml for both",
                    setting.place());
        }
    }

    private static boolean isAgentAttached() {
        try {
            Class.forName("dev.agentguard.bridge.GuardBridge", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Where LangChain4j is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "dev.langchain4j.service.AiServices")
    static class LangChain4j {

        @Bean
        static GuardInstaller guardInstaller(ConfigurableEnvironment environment) {
            return new GuardInstaller(environment);
        }
    }
}
