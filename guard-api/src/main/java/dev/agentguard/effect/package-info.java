/**
 * Actions to effects: what an action does. The subpackages hold one reader for each language an action is written in;
 * what a provider's operations do comes from {@link dev.agentguard.effect.Knowledge}, which the packs implement. What
 * cannot be read is an effect too, of class {@code UNKNOWN}, with the reason and the position.
 */
@NullMarked
package dev.agentguard.effect;

import org.jspecify.annotations.NullMarked;
