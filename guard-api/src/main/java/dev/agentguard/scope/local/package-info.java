/**
 * Copies of what is lost on this machine: files that git holds, commits that another branch or a remote holds. Reads only;
 * nothing that a repository brings along is run.
 */
@NullMarked
package dev.agentguard.scope.local;

import org.jspecify.annotations.NullMarked;
