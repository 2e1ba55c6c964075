package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;

/**
 * LangChain4j 1.0 and later: every loop, sync, streaming or concurrent, takes a tool's executor from the map that
 * {@code ToolServiceContext.toolExecutors()} returns, so that map is replaced by one of guarded executors.
 */
public final class LangChain4jInstrumentation implements TypeInstrumentation {

    private final ToolExecutors executors = new ToolExecutors();

    @Override
    public List<Point> points() {
        return List.of(new Point(
                "dev.langchain4j.service.tool.ToolServiceContext",
                "toolExecutors",
                "()Ljava/util/Map;",
                Executors.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook(
                "langchain4j.executors",
                arguments -> executors.guarded(Objects.requireNonNull(arguments[0]), (Map<?, ?>) arguments[1])));
    }

    /** Inlined into the accessor. */
    @SuppressWarnings("NullAway") // Runs inside LangChain4j's code, where nothing is declared.
    static final class Executors {
        private Executors() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object context, @Advice.Return(readOnly = false) Map<?, ?> executors) {
            if (executors == null || executors.isEmpty()) {
                return;
            }
            try {
                executors = (Map<?, ?>) GuardBridge.on("langchain4j.executors", context, executors);
            } catch (RefusedException failure) {
                throw new IllegalStateException(
                        "guard cannot guard the tools of this version of LangChain4j, so none is run");
            }
        }
    }
}
