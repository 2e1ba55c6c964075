/**
 * Command lines to effects. A line is parsed as a POSIX or bash script, its words are expanded as far as that is
 * possible without running anything, and each command that comes out is asked of {@link
 * dev.agentguard.effect.CommandKnowledge}; what it runs or is given as code is read in turn. Nothing is executed, no
 * file is opened.
 */
@NullMarked
package dev.agentguard.effect.shell;

import org.jspecify.annotations.NullMarked;
