/** An assistant of a shop in Quarkus; that it is guarded is one dependency. */
@NullMarked
package dev.agentguard.examples.quarkus;

import org.jspecify.annotations.NullMarked;
