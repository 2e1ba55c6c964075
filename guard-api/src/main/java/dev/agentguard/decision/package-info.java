/**
 * Facts and policy to a decision. Pure: no clock, no I/O, no threads, so that a decision can be computed again from the
 * record. {@link dev.agentguard.decision.Decider} takes the strictest of what the checks say.
 */
@NullMarked
package dev.agentguard.decision;

import org.jspecify.annotations.NullMarked;
