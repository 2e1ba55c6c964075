/**
 * The tools of agent frameworks. Everything of a framework and of the application is reached by reflection: this code
 * lies in the agent's loader, which sees neither.
 */
@NullMarked
package dev.agentguard.javaagent.tool;

import org.jspecify.annotations.NullMarked;
