/**
 * Keeps Guard's own I/O from holding up or wearing out the application: a time limit for a whole look-up, one retry of a
 * request that may pass the second time, a bound on how many run at once, and a pause after repeated failures
 * (Resilience4j). Imports nothing else of Guard.
 */
@NullMarked
package dev.agentguard.resilience;

import org.jspecify.annotations.NullMarked;
