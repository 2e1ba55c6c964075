package dev.agentguard.langchain4j;

import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tool as a service knows it.
 *
 * @param service the name of the service's interface
 * @param name the tool's name
 * @param description what the tool says of itself; empty if nothing
 * @param method the method behind it, or null if it is not a method
 * @param reading how what runs it reads its arguments
 * @param refusalIsError whether a refusal is marked as an error
 * @param rollback what an error would undo
 * @param remote asks what the server of the tool says of it now; gives null if it runs here
 */
record GuardedTool(
        String service,
        String name,
        String description,
        @Nullable ToolMethod method,
        ArgumentReading reading,
        boolean refusalIsError,
        Rollback rollback,
        Supplier<@Nullable ServerTool> remote) {

    /**
     * Returns the arguments of a call as they will run.
     *
     * @param arguments what the model wrote
     * @return the arguments
     * @throws UnreadableArgumentsException if what runs it could not read them, or if readers could disagree
     */
    ToolArguments read(@Nullable String arguments) throws UnreadableArgumentsException {
        return ToolArguments.read(arguments, method == null ? List.of() : method.parameters(), reading);
    }

    ToolCall call(ToolArguments arguments) {
        ToolCall call = method == null
                ? new ToolCall(name, description, arguments.values(), ToolDeclaration.none(), remote.get())
                : method.declared().call(name, description, arguments.values(), null);
        return refusalIsError ? call.undoing(rollback.pending()) : call;
    }
}
