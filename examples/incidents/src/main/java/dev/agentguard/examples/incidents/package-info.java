/**
 * Documented acts of agents, each judged with the one check that should stop it, beside a harmless twin. The data is
 * {@code incidents.jsonl}; {@link dev.agentguard.examples.incidents.IncidentReplay} judges a row of it.
 */
@NullMarked
package dev.agentguard.examples.incidents;

import org.jspecify.annotations.NullMarked;
