package dev.agentguard.javaagent.inventory;

/**
 * A parameter of a tool that the model fills in.
 *
 * @param name its name in the arguments
 * @param type its type, as written in Java without the package
 */
public record ToolParameter(String name, String type) {}
