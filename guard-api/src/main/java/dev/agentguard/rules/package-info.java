/**
 * Rule files to rules that are enforced: {@code guard.yaml} and prose (AGENTS.md, CLAUDE.md and the like), each rule
 * with the line it came from, and what was read as advice only, with the reason.
 */
@NullMarked
package dev.agentguard.rules;

import org.jspecify.annotations.NullMarked;
