/** Commands to data stores that are no SQL databases, as effects: Redis, MongoDB and Kafka's admin client. */
@NullMarked
package dev.agentguard.effect.store;

import org.jspecify.annotations.NullMarked;
