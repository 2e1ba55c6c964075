package dev.agentguard.pack;

import java.util.Set;

/**
 * What is not an object of its own but ties things together that stay: a member of a team, a label of an issue.
 *
 * @param things what it is called in a path
 * @param in what it must be nested in; empty if anything will do
 * @param notIn what it is an object of its own in
 * @param top whether it is one without being nested
 * @param pair whether two segments behind it may name one thing: {@code /starred/owner/name}
 * @param end whether it must end the path, so that it is the only one of its kind
 */
record Relation(Set<String> things, Set<String> in, Set<String> notIn, boolean top, boolean pair, boolean end) {}
