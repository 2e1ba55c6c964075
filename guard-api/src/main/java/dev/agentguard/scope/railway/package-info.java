/**
 * Where a Railway resource lives, asked from Railway itself. A volume's id names no environment and there is no query
 * for it, so the projects that the token sees are read, every page of every level; a page unread is unresolved.
 */
@NullMarked
package dev.agentguard.scope.railway;

import org.jspecify.annotations.NullMarked;
