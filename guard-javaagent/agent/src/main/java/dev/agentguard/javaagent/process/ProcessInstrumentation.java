package dev.agentguard.javaagent.process;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;

/**
 * The one method of the JDK, the same on JDK 17 to 25, by which {@code ProcessBuilder}, {@code Runtime.exec} and {@code
 * startPipeline} start a process. The words it is given are a copy already, which nobody can change any more. What it
 * throws reaches the application as {@code IOException: Cannot run program …}.
 */
public final class ProcessInstrumentation implements TypeInstrumentation {

    private final ProcessHooks hooks;

    /**
     * Creates the instrumentation.
     *
     * @param children how a JVM that is started is guarded too
     */
    public ProcessInstrumentation(ChildJvms children) {
        this.hooks = new ProcessHooks(children);
    }

    @Override
    public List<Point> points() {
        return List.of(new Point(
                "java.lang.ProcessImpl",
                "start",
                "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)"
                        + "Ljava/lang/Process;",
                Start.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("process.start", arguments -> hooks.start(arguments[0], arguments[1], arguments[2])),
                new Hook("process.started", arguments -> {
                    hooks.started(arguments[0], arguments[1]);
                    return null;
                }));
    }

    /** Inlined into the method that starts a process. */
    @SuppressWarnings({"NullAway", "unchecked"}) // Runs inside the JDK's code, where nothing is declared.
    static final class Start {
        private Start() {}

        @Advice.OnMethodEnter
        static Object[] enter(
                @Advice.Argument(0) String[] command,
                @Advice.Argument(value = 1, readOnly = false) Map<String, String> environment,
                @Advice.Argument(2) String directory)
                throws RefusedException {
            if (GuardBridge.bypassed()) {
                return null;
            }
            Object[] start = (Object[]) GuardBridge.on("process.start", command, environment, directory);
            environment = (Map<String, String>) start[0];
            return start;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object[] start, @Advice.Return Process process) {
            if (start != null) {
                GuardBridge.after("process.started", start, process);
            }
        }
    }
}
