package dev.agentguard.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool that a model asked for, about to be run.
 *
 * @param tool the tool's name
 * @param description what the tool says of itself; empty if nothing. Never trusted to make a call look harmless
 * @param arguments exactly the arguments that will run, by parameter name, as JSON values (String, Number, Boolean,
 *     null, List, Map)
 * @param declaration what the developer wrote on the tool
 * @param remote the tool of a server that it is, or null if it runs here
 * @param undoneIfRefused the tools of the same invocation whose work the framework undoes if this call does not run, in
 *     the order in which it would
 */
public record ToolCall(
        String tool,
        String description,
        Map<String, @Nullable Object> arguments,
        ToolDeclaration declaration,
        @Nullable ServerTool remote,
        List<String> undoneIfRefused)
        implements Action {

    /** Copies the arguments, keeping their order. */
    public ToolCall {
        undoneIfRefused = List.copyOf(undoneIfRefused);
        arguments = copied(arguments);
    }

    private static Map<String, @Nullable Object> copied(Map<String, @Nullable Object> arguments) {
        if (arguments instanceof FewArguments) {
            return arguments;
        }
        return arguments.size() <= FewArguments.MOST
                ? new FewArguments(arguments)
                : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /**
     * Creates the call of a tool that runs here.
     *
     * @param tool the tool's name
     * @param description what the tool says of itself; empty if nothing
     * @param arguments exactly the arguments that will run
     * @param declaration what the developer wrote on the tool
     */
    public ToolCall(
            String tool, String description, Map<String, @Nullable Object> arguments, ToolDeclaration declaration) {
        this(tool, description, arguments, declaration, null);
    }

    /**
     * Creates a call whose refusal undoes nothing.
     *
     * @param tool the tool's name
     * @param description what the tool says of itself; empty if nothing
     * @param arguments exactly the arguments that will run
     * @param declaration what the developer wrote on the tool
     * @param remote the tool of a server that it is, or null if it runs here
     */
    public ToolCall(
            String tool,
            String description,
            Map<String, @Nullable Object> arguments,
            ToolDeclaration declaration,
            @Nullable ServerTool remote) {
        this(tool, description, arguments, declaration, remote, List.of());
    }

    /**
     * Returns the same call with what its refusal undoes.
     *
     * @param tools the tools of the same invocation whose work is undone, in that order
     * @return the call
     */
    public ToolCall undoing(List<String> tools) {
        return tools.isEmpty() ? this : new ToolCall(tool, description, arguments, declaration, remote, tools);
    }

    /** Shows no values: they may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "ToolCall[" + arguments.size() + " arguments]";
    }
}
