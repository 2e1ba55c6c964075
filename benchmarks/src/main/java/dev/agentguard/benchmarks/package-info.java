/**
 * What reading an action costs, beside what a parser alone or a list of regular expressions costs on the same text in
 * the same run. {@link dev.agentguard.benchmarks.Run} runs all and prints one table.
 */
@NullMarked
package dev.agentguard.benchmarks;

import org.jspecify.annotations.NullMarked;
