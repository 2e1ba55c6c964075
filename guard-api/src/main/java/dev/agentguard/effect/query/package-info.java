/**
 * Queries of graph databases to effects, wherever they stand: {@link dev.agentguard.effect.query.GraphQuery} is the door.
 */
@NullMarked
package dev.agentguard.effect.query;

import org.jspecify.annotations.NullMarked;
