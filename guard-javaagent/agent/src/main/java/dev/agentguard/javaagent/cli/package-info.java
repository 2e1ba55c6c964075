/** The command line of {@code java -jar guard.jar}: one class for each command. */
@NullMarked
package dev.agentguard.javaagent.cli;

import org.jspecify.annotations.NullMarked;
