/**
 * Labelled cases: read from files, judged, counted. What judges them is the same guard that runs in a service; nothing
 * here decides anything.
 */
@NullMarked
package dev.agentguard.javaagent.cases;

import org.jspecify.annotations.NullMarked;
