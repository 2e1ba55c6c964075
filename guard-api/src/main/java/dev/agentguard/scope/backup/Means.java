package dev.agentguard.scope.backup;

import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.scope.HttpTransport;

/**
 * What a check may use.
 *
 * @param calls sends once more what may pass then
 * @param transport sends requests
 */
public record Means(BoundedCalls calls, HttpTransport transport) {}
