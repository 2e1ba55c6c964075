/**
 * Guard in a Spring Boot application, 3.5 or 4: nothing has to be written but, where wanted, {@code guard.*} properties.
 *
 * <p>{@link dev.agentguard.langchain4j.spring.GuardAutoConfiguration} makes a {@link dev.agentguard.Guard} of them, or of
 * {@code guard.yaml}, and every AI service of the application uses it. A
 * {@link dev.agentguard.langchain4j.spring.GuardBuilderCustomizer} adds parts that only code can give. Where Actuator and
 * Micrometer are there, the endpoint {@code guard}, a health indicator and the timer {@code guard.decisions} are too.
 */
@NullMarked
package dev.agentguard.langchain4j.spring;

import org.jspecify.annotations.NullMarked;
