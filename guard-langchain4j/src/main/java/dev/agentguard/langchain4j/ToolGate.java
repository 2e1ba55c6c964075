package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine that judges tool calls: Guard in this library, or the one of an attached Java agent. Threadsafe. */
interface ToolGate {

    /**
     * Judges a tool call, and records it, before it runs.
     *
     * @param session who is acting
     * @param service the name of the AI service's interface
     * @param call the call with exactly the arguments that will run
     * @return what was said
     */
    Passage check(String session, String service, ToolCall call);

    /**
     * Takes note of the tools that a server of MCP lists, if the engine keeps that.
     *
     * @param server the server
     * @param tools its tools
     */
    default void listed(ToolServer server, List<ServerTool> tools) {}

    /**
     * Takes note of text that was retrieved for a model to read, if the engine keeps that.
     *
     * @param session who is acting
     * @param source what it was retrieved by
     * @param text the text
     */
    default void retrieved(String session, String source, String text) {}

    /**
     * Takes note of how a model is set up, if the engine does not see its requests.
     *
     * @param model which model it is, for messages
     * @param fields what is sent with each request, as the provider's API names it
     */
    default void model(String model, Map<String, ? extends @Nullable Object> fields) {}

    /**
     * Returns whether a refusal shall undo what earlier tools did, where LangChain4j undoes it upon errors.
     *
     * @return true if it was configured so
     */
    default boolean refusalsRollBack() {
        return false;
    }

    /**
     * Returns the guard that judges here.
     *
     * @return the guard, or null if another engine judges
     */
    default @Nullable Guard guard() {
        return null;
    }

    /** What was said to one tool call. */
    interface Passage {

        /**
         * Returns what holds the call for a human.
         *
         * @return the id of the request, or null if the call proceeds, is refused, or another engine holds it
         */
        default @Nullable String heldBy() {
            return null;
        }

        /**
         * Returns whether the call may run now.
         *
         * @return false if it is refused or held
         */
        boolean proceeds();

        /**
         * Returns what the model shall read when the call may not run.
         *
         * @return the text, empty if the call proceeds
         */
        String message();

        /**
         * Records how a call that ran ended.
         *
         * @param outcome how it ended
         * @param text what the model will read of it
         */
        void done(Outcome outcome, String text);
    }
}
