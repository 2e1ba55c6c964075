/** Processes that the application starts: each is judged before there is one. */
@NullMarked
package dev.agentguard.javaagent.process;

import org.jspecify.annotations.NullMarked;
