package dev.agentguard.langchain4j.spring;

import dev.agentguard.Guard;

/**
 * Adds to the guard of an application what only code can give, such as the data source on which a tool runs its SQL. All
 * beans of this type are used, in their order.
 */
@FunctionalInterface
public interface GuardBuilderCustomizer {

    /**
     * Adds to the guard; its configuration is set already.
     *
     * @param builder the builder of the application's guard
     */
    void customize(Guard.Builder builder);
}
