package dev.agentguard.approval;

/**
 * One thing that an action does, for looking for a grant of it.
 *
 * @param operation the operation
 * @param resource the resource as it is shown
 * @param environment the only environment in which it is proven to lie
 */
public record GrantUse(String operation, String resource, String environment) {}
