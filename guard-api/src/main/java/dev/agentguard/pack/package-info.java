/**
 * What is known of providers: packs, data in YAML under {@code packs/<provider>/<topic>.yaml}, and the generic reading
 * for everything that no pack knows. {@code PackParser} turns a file into a {@code Pack}, {@code RuleReading} applies
 * one of its rules to an operation, {@code GenericReading} applies the verb lexicon, and
 * {@link dev.agentguard.pack.Packs} is the door to all of it.
 */
@NullMarked
package dev.agentguard.pack;

import org.jspecify.annotations.NullMarked;
