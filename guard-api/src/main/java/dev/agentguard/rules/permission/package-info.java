/**
 * Permission files of coding agents to rules that are enforced: Claude Code's settings, Codex rules, Gemini CLI policies
 * and Cursor's files, each by its own semantics. What one of them allows never loosens Guard.
 */
@NullMarked
package dev.agentguard.rules.permission;

import org.jspecify.annotations.NullMarked;
