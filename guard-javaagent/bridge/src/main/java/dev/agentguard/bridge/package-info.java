/**
 * What both sides of a class loader boundary can see: JDK types only, on the bootstrap path of a JVM that runs with
 * {@code -javaagent:guard.jar}. Instrumented code calls {@link dev.agentguard.bridge.GuardBridge}; the engine in the
 * agent's own loader is its {@link dev.agentguard.bridge.Handler}.
 */
@NullMarked
package dev.agentguard.bridge;

import org.jspecify.annotations.NullMarked;
