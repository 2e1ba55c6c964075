package dev.agentguard.effect.sql;

/**
 * One statement in the tokens of a script.
 *
 * @param from its first token
 * @param to behind its last one
 */
record Segment(int from, int to) {}
