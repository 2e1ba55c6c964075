/**
 * GraphQL documents to effects. {@link dev.agentguard.effect.graphql.GraphQlReader} is the door: it parses a document,
 * never runs it, and hands every root field of the chosen operation, arguments filled in, to
 * {@link dev.agentguard.effect.Knowledge}.
 */
@NullMarked
package dev.agentguard.effect.graphql;

import org.jspecify.annotations.NullMarked;
