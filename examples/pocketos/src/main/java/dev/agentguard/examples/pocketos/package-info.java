/**
 * The incident of 24 April 2026 as a program: {@link dev.agentguard.examples.pocketos.Replay} runs the agent of
 * {@code agent} against the Railway of {@code railway}, without Guard and with it, and measures what is left.
 */
@NullMarked
package dev.agentguard.examples.pocketos;

import org.jspecify.annotations.NullMarked;
