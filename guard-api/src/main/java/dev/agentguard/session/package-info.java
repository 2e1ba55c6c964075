/**
 * What a session and the time before have done: {@link dev.agentguard.session.SessionMemory} knows what it made and what
 * it was refused, {@link dev.agentguard.session.Quotas} counts what permits and caps are about.
 */
@NullMarked
package dev.agentguard.session;

import org.jspecify.annotations.NullMarked;
