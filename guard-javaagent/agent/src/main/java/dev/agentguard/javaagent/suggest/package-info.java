/** Proposals of a chat model for sentences that are advice by themselves: asked for, read strictly, tried out. */
@NullMarked
package dev.agentguard.javaagent.suggest;

import org.jspecify.annotations.NullMarked;
