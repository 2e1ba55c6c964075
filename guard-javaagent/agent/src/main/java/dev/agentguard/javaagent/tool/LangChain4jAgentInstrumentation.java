package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** LangChain4j's agentic module: every agent of a workflow or supervisor is called through {@code AgentInvoker.invoke}. */
public final class LangChain4jAgentInstrumentation implements TypeInstrumentation {

    @Override
    public List<Point> points() {
        return List.of(new Point("dev.langchain4j.agentic.internal.AgentInvoker", "invoke", "", Call.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "langchain4j.agent",
                        arguments -> AgentCalls.enter(
                                Objects.requireNonNull(arguments[0]), (Object[]) Objects.requireNonNull(arguments[1]))),
                new Hook("langchain4j.agent.done", arguments -> {
                    AgentCalls.exit(arguments[0], arguments[1], (Throwable) arguments[2]);
                    return null;
                }));
    }

    /** Inlined into the call of an agent. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside LangChain4j's code, where nothing is declared.
    static final class Call {
        private Call() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object invoker,
                @Advice.AllArguments Object[] arguments,
                @Advice.Local("passage") Object passage) {
            Object[] judged;
            try {
                judged = (Object[]) GuardBridge.on("langchain4j.agent", invoker, arguments);
            } catch (RefusedException failure) {
                throw new IllegalStateException(failure.getMessage());
            }
            if (judged == null || judged.length == 0) {
                return null;
            }
            if (judged[2] != null) {
                throw (RuntimeException) judged[2];
            }
            passage = judged[0];
            return judged[1];
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object refused,
                @Advice.Local("passage") Object passage,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
                @Advice.Thrown Throwable thrown) {
            if (refused != null) {
                result = refused;
            } else if (passage != null) {
                try {
                    GuardBridge.on("langchain4j.agent.done", passage, result, thrown);
                } catch (RefusedException failure) {
                    passage = null; // it has run, so its result stands
                }
            }
        }
    }
}
