package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * What LangChain4j runs past its loops: the executor of methods, which a loop of the application's own or a server of MCP
 * calls, the client of MCP, called directly, and what undoes a tool.
 */
public final class LangChain4jExecutorInstrumentation implements TypeInstrumentation {

    private static final String EXECUTOR = "dev.langchain4j.service.tool.DefaultToolExecutor";
    private static final String REQUEST = "(Ldev/langchain4j/agent/tool/ToolExecutionRequest;";

    private final DirectCalls calls = new DirectCalls();

    @Override
    public List<Point> points() {
        return List.of(
                new Point(EXECUTOR, "execute", REQUEST + "Ljava/lang/Object;)Ljava/lang/String;", Call.class),
                new Point(
                        EXECUTOR,
                        "executeWithContext",
                        REQUEST + "Ldev/langchain4j/invocation/InvocationContext;)"
                                + "Ldev/langchain4j/service/tool/ToolExecutionResult;",
                        Call.class,
                        true),
                new Point("dev.langchain4j.mcp.client.DefaultMcpClient", "executeTool", "", Call.class),
                new Point(
                        "dev.langchain4j.service.tool.ToolService",
                        "findCompensatingActions",
                        "(Ljava/lang/Object;)Ljava/util/Map;",
                        Undoing.class,
                        true),
                // where this is missing, errors undo nothing
                new Point("dev.langchain4j.service.tool.ToolService", "internalExecuteTool", "", Round.class, true));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "langchain4j.call",
                        arguments -> calls.enter(
                                Objects.requireNonNull(arguments[0]),
                                (Object[]) Objects.requireNonNull(arguments[1]),
                                String.valueOf(arguments[2]),
                                String.valueOf(arguments[3]))),
                new Hook("langchain4j.called", arguments -> {
                    DirectCalls.exit(arguments[0], arguments[1], (Throwable) arguments[2]);
                    return null;
                }),
                new Hook("langchain4j.round", arguments -> Rounds.begin(arguments[0])),
                new Hook("langchain4j.rounded", arguments -> {
                    Rounds.end(arguments[0]);
                    return null;
                }),
                new Hook(
                        "langchain4j.undoing",
                        arguments -> Compensations.guarded(Objects.requireNonNull(arguments[0]), (Map<?, ?>)
                                Objects.requireNonNull(arguments[1]))));
    }

    /** Inlined into what runs a tool. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside LangChain4j's code, where nothing is declared.
    static final class Call {
        private Call() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object executor,
                @Advice.AllArguments Object[] arguments,
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object request,
                @Advice.Origin("#m#s") String method,
                @Advice.Origin("#r") String answers,
                @Advice.Local("run") Object run) {
            Object[] judged;
            try {
                judged = (Object[]) GuardBridge.on("langchain4j.call", executor, arguments, method, answers);
            } catch (RefusedException failure) {
                throw new IllegalStateException(failure.getMessage());
            }
            if (judged == null || judged.length == 0) {
                return null;
            }
            if (judged[3] != null) {
                throw new IllegalStateException((String) judged[3]);
            }
            request = judged[0];
            run = judged[1];
            return judged[2];
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object refused,
                @Advice.Local("run") Object run,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
                @Advice.Thrown Throwable thrown) {
            if (refused != null) {
                result = refused;
            } else if (run != null) {
                try {
                    GuardBridge.on("langchain4j.called", run, result, thrown);
                } catch (RefusedException failure) {
                    run = null; // it has run, so its result stands
                }
            }
        }
    }

    /** Inlined into what runs one tool of a service. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside LangChain4j's code, where nothing is declared.
    static final class Round {
        private Round() {}

        @Advice.OnMethodEnter
        static Object enter(@Advice.This Object service) {
            return GuardBridge.before("langchain4j.round", service);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object outer) {
            GuardBridge.after("langchain4j.rounded", outer);
        }
    }

    /** Inlined into what looks for the methods that undo tools. */
    @SuppressWarnings("NullAway") // Runs inside LangChain4j's code, where nothing is declared.
    static final class Undoing {
        private Undoing() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Object tools, @Advice.Return(readOnly = false) Map<?, ?> actions) {
            if (actions == null || actions.isEmpty()) {
                return;
            }
            try {
                actions = (Map<?, ?>) GuardBridge.on("langchain4j.undoing", tools, actions);
            } catch (RefusedException failure) {
                throw new IllegalStateException(
                        "guard cannot guard what undoes the tools of this version of LangChain4j");
            }
        }
    }
}
