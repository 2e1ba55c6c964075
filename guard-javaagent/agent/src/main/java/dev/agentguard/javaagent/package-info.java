/**
 * The Java agent. {@link dev.agentguard.javaagent.GuardAgent} and its loader lie plain in {@code guard.jar}; all other
 * classes are loaded by that loader, which no application sees.
 */
@NullMarked
package dev.agentguard.javaagent;

import org.jspecify.annotations.NullMarked;
