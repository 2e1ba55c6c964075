package dev.agentguard.declaration;

import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a developer declared on a tool. Immutable. */
public final class DeclaredTool {

    /** A tool on which nothing is declared. */
    public static final DeclaredTool NONE = new DeclaredTool(ToolDeclaration.none(), List.of());

    private final ToolDeclaration declaration;
    private final List<NestedRole> nested;

    DeclaredTool(ToolDeclaration declaration, List<NestedRole> nested) {
        this.declaration = declaration;
        this.nested = List.copyOf(nested);
    }

    /**
     * Reads what was declared. No value is kept; whoever calls often keeps the answer.
     *
     * @param method the method that the framework knows as the tool
     * @param bearer the object that it is called on, a proxy too, or null if that is not known
     * @param convention how the framework makes a tool of it
     * @return the declaration
     * @throws DeclarationException if it contradicts itself or cannot hold
     */
    public static DeclaredTool of(Method method, @Nullable Object bearer, ToolConvention convention) {
        return new DeclarationReader(method, bearer, convention).read();
    }

    /**
     * Returns what is declared on the method and its parameters.
     *
     * @return the declaration, without what stands within records
     */
    public ToolDeclaration declaration() {
        return declaration;
    }

    /**
     * Returns a call of the tool, with what is declared within records beside its arguments.
     *
     * @param tool the tool's name
     * @param description what it says of itself; empty if nothing
     * @param arguments exactly the arguments that will run
     * @param remote the tool of a server that it is, or null if it runs here
     * @return the call
     */
    public ToolCall call(
            String tool, String description, Map<String, @Nullable Object> arguments, @Nullable ServerTool remote) {
        if (nested.isEmpty()) {
            return new ToolCall(tool, description, arguments, declaration, remote);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>(arguments);
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>(declaration.parameters());
        NestedRole.addAll(nested, arguments, values, parameters);
        return new ToolCall(tool, description, values, declaration.with(parameters), remote);
    }
}
