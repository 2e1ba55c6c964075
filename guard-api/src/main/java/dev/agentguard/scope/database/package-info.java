/**
 * How many rows a statement would touch, asked on a connection of Guard's own that only reads. The application's connections
 * and transactions are never used.
 */
@NullMarked
package dev.agentguard.scope.database;

import org.jspecify.annotations.NullMarked;
