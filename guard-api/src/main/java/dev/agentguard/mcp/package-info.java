/**
 * Servers of the Model Context Protocol: what a human said of them, and what their tools said of themselves when they were
 * seen first. A tool that says something else later is another one, until a human has looked.
 */
@NullMarked
package dev.agentguard.mcp;

import org.jspecify.annotations.NullMarked;
