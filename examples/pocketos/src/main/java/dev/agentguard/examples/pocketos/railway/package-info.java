/**
 * A Railway that runs on loopback: it executes GraphQL against a subset of the published schema, holds projects,
 * environments, volumes and backups, and destroys them for real, in memory and on disk. Knows nothing of Guard.
 */
@NullMarked
package dev.agentguard.examples.pocketos.railway;

import org.jspecify.annotations.NullMarked;
