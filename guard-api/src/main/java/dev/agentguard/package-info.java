/**
 * Guard: stops an agent from doing what cannot be undone, where it was not sent, against the rules it was given.
 *
 * <p>One way, one public type per arrow:
 *
 * <ol>
 *   <li>{@link dev.agentguard.action.Action}: what is about to happen, raw.
 *   <li>{@link dev.agentguard.effect.Effect}: what it does, as the readers of {@code effect} understand it with the
 *       knowledge of {@code pack}.
 *   <li>{@link dev.agentguard.decision.Facts}: the effects and all that was found out about them by {@code scope} and
 *       {@code rules}.
 *   <li>{@link dev.agentguard.decision.Decision}: allow, ask or deny; a pure function of facts and policy.
 *   <li>Enforcement: proceed, hold for a human ({@code approval}) or refuse.
 *   <li>{@code audit}: the record, written before an irreversible action proceeds and again with its outcome.
 * </ol>
 *
 * This package is the façade, {@code Guard}; it is the only one that knows all others.
 */
@NullMarked
package dev.agentguard;

import org.jspecify.annotations.NullMarked;
