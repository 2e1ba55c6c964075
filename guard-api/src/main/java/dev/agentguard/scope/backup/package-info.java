/**
 * Backups that a human declared: what each is a copy of, where it lies, and whether it is there now, whole and fresh. One
 * counts only where nothing in the action takes it away too. Reads only.
 */
@NullMarked
package dev.agentguard.scope.backup;

import org.jspecify.annotations.NullMarked;
