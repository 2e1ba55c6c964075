package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;

/** What LangChain4j's client of MCP reads of a server's tools, so that a tool that changes later is known as another one. */
public final class LangChain4jMcpInstrumentation implements TypeInstrumentation {

    @Override
    public List<Point> points() {
        return List.of(new Point("dev.langchain4j.mcp.client.DefaultMcpClient", "listTools", "", Listing.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("langchain4j.listed", arguments -> {
            McpTools.listed(Objects.requireNonNull(arguments[0]), (Collection<?>) Objects.requireNonNull(arguments[1]));
            return null;
        }));
    }

    /** Inlined into what reads a server's tools. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside LangChain4j's code, where nothing is declared.
    static final class Listing {
        private Listing() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object client, @Advice.Return Collection<?> tools) {
            if (tools == null) {
                return;
            }
            try {
                GuardBridge.on("langchain4j.listed", client, tools);
            } catch (RefusedException failure) {
                return; // reported; what is not known is asked about when a tool is called
            }
        }
    }
}
