package dev.agentguard.langchain4j;

import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;

/** How what runs a tool reads its arguments. */
enum ArgumentReading {
    /** Nobody knows: only what all readers agree on is judged and run. */
    UNKNOWN,
    /** As LangChain4j fills the parameters of a method. */
    METHOD,
    /** As LangChain4j's client of MCP does: leniently, but without repairs. */
    MCP;

    private static final String MCP_EXECUTOR = "dev.langchain4j.mcp.McpToolExecutor";

    /** Says how an executor reads; one that extends LangChain4j's own may read as it likes. */
    static ArgumentReading of(ToolExecutor executor) {
        if (executor.getClass() == DefaultToolExecutor.class) {
            return METHOD;
        }
        return executor.getClass().getName().equals(MCP_EXECUTOR) ? MCP : UNKNOWN;
    }
}
