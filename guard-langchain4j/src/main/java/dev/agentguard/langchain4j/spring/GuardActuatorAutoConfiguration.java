package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Shows Guard to those who operate a Spring Boot application: the endpoint {@code guard}, a health indicator of the same
 * name, and the timer {@code guard.decisions}, each where its library is there.
 */
@AutoConfiguration(after = GuardAutoConfiguration.class)
public final class GuardActuatorAutoConfiguration {

    /** Called by Spring. */
    public GuardActuatorAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
    @ConditionalOnBean(Guard.class)
    static class Endpoints {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint(endpoint = GuardEndpoint.class)
        static GuardEndpoint guardEndpoint(Guard guard) {
            return new GuardEndpoint(guard);
        }
    }

    /** Where health indicators are in Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.actuate.health.HealthIndicator",
                "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
            })
    @ConditionalOnBean(Guard.class)
    static class Boot3 {

        @Bean
        @ConditionalOnMissingBean(name = "guardHealthIndicator")
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("guard")
        static Boot3Health guardHealthIndicator(Guard guard) {
            return new Boot3Health(guard);
        }
    }

    /** Where they are in Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.health.contributor.HealthIndicator",
                "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
            })
    @ConditionalOnBean(Guard.class)
    static class Boot4 {

        @Bean
        @ConditionalOnMissingBean(name = "guardHealthIndicator")
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("guard")
        static Boot4Health guardHealthIndicator(Guard guard) {
            return new Boot4Health(guard);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
    @Conditional(OnGuardEnabled.class)
    static class Metrics {

        @Bean
        @ConditionalOnMissingBean
        static GuardMetrics guardMetrics(ObjectProvider<MeterRegistry> registries) {
            return new GuardMetrics(registries);
        }
    }
}
