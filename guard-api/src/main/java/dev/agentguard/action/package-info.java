/**
 * What is about to happen, raw: the first step of the flow. Actions are values; nothing in them was interpreted.
 * Imports nothing else of Guard.
 */
@NullMarked
package dev.agentguard.action;

import org.jspecify.annotations.NullMarked;
