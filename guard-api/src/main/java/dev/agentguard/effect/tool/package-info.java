/**
 * Tool calls to effects. {@link dev.agentguard.effect.tool.ToolReader} is the door: what a developer declared on the
 * tool and what stands in its arguments comes first; without either, the tool's name is read, and a name that says
 * nothing is {@code UNKNOWN}.
 */
@NullMarked
package dev.agentguard.effect.tool;

import org.jspecify.annotations.NullMarked;
