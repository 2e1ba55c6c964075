package dev.agentguard.javaagent.inventory;

import dev.agentguard.action.ToolDeclaration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A method that an application offers to its models.
 *
 * @param framework whose annotation makes it a tool
 * @param type the name of its class
 * @param method the method's name
 * @param returns the type that it returns, as written in Java without the package
 * @param name the name under which the model knows it
 * @param description what it says of itself; empty if nothing
 * @param parameters what the model fills in
 * @param declaration what the developer declared with Guard's annotations
 * @param problems what of that cannot hold, in words
 */
public record Tool(
        String framework,
        String type,
        String method,
        String returns,
        String name,
        String description,
        List<ToolParameter> parameters,
        ToolDeclaration declaration,
        List<String> problems) {

    /** Copies the lists. */
    public Tool {
        parameters = List.copyOf(parameters);
        problems = List.copyOf(problems);
    }

    /**
     * Returns where it stands in the source.
     *
     * @return class, method and the types of its parameters
     */
    public String signature() {
        return parameters.stream()
                .map(ToolParameter::type)
                .collect(Collectors.joining(", ", type + "." + method + "(", ")"));
    }
}
