package dev.agentguard.scope;

import org.jspecify.annotations.Nullable;

/**
 * Where an effect's resource lives, and what the resolver that was asked said beside it.
 *
 * @param location where it lives
 * @param details the resolver's answer, for {@link Recovery}, or null if none was asked or it could not say
 */
public record Placement(Location location, Answer.@Nullable Found details) {}
