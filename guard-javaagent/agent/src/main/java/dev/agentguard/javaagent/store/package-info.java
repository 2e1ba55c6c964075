/** Commands that clients of data stores send: each client is changed at the one point that whatever it sends passes. */
@NullMarked
package dev.agentguard.javaagent.store;

import org.jspecify.annotations.NullMarked;
