package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * How Guard itself asks Railway where a resource lives.
 *
 * @param endpoint the GraphQL endpoint
 * @param token Guard's own token; reading suffices
 * @param timeLimit how long one question may take
 */
public record RailwayAccess(URI endpoint, Secret token, Duration timeLimit) {}
