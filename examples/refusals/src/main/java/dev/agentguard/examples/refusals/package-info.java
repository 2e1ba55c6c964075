/**
 * Measures what chat models make of Guard's refusals: whether they tell a human, take the way that is offered instead, and
 * stop trying. {@link dev.agentguard.examples.refusals.Refusals} runs the {@linkplain dev.agentguard.examples.refusals.Task
 * tasks}, each in a {@linkplain dev.agentguard.examples.refusals.Trial trial} of its own.
 */
@NullMarked
package dev.agentguard.examples.refusals;

import org.jspecify.annotations.NullMarked;
