/** Prose that people write for agents (AGENTS.md, CLAUDE.md and the like) to rules, and to advice with the reason. */
@NullMarked
package dev.agentguard.rules.prose;

import org.jspecify.annotations.NullMarked;
