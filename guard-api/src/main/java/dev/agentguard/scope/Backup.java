package dev.agentguard.scope;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a resource that its provider keeps.
 *
 * @param id the copy's id
 * @param createdAt when it was made, as the provider writes it, or null if it does not say
 * @param livesOnResource whether it is gone with the resource that it is a copy of
 */
public record Backup(String id, @Nullable String createdAt, boolean livesOnResource) {}
