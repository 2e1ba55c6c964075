package dev.agentguard.langchain4j;

/**
 * What came of resuming a held tool call.
 *
 * @param ran whether the tool ran, once; if not, nothing was done
 * @param text what the tool returned, or why it did not run
 */
public record Resumed(boolean ran, String text) {}
