package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * OkHttp from 3.4 on: {@code RealInterceptorChain.proceed} where the next interceptor is the last, the one that writes to
 * the connection. Redirects, repetitions and the WebSocket handshake pass it, the application's interceptors are done,
 * and what answers from the cache is not there yet.
 */
public final class OkHttpInstrumentation implements TypeInstrumentation {

    private static final String CHAIN = "okhttp3.internal.http.RealInterceptorChain";

    private final OkHttpHooks hooks = new OkHttpHooks();

    @Override
    public List<Point> points() {
        return List.of(new Point(CHAIN, "proceed", "", Proceed.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("okhttp3.OkHttpClient", List.of(CHAIN)));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "OkHttp: `execute`, `enqueue`, WebSocket handshake",
                "3.4.1, 3.14.9, 4.0.1, 4.12.0, 5.0.0, 5.5.1",
                "`RefusedException`, thrown or given to `onFailure`"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "okhttp.send",
                        arguments -> hooks.send(
                                Objects.requireNonNull(arguments[0]), (Object[]) Objects.requireNonNull(arguments[1]))),
                new Hook(
                        "okhttp.sent",
                        arguments -> hooks.sent(
                                (HttpHop) Objects.requireNonNull(arguments[0]), arguments[1], arguments[2])));
    }

    /** Inlined into both forms of {@code proceed}, of which older versions call one from the other. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside OkHttp's code, where nothing is declared.
    static final class Proceed {
        private Proceed() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object chain,
                @Advice.FieldValue("interceptors") List<?> interceptors,
                @Advice.FieldValue("index") int index,
                @Advice.AllArguments Object[] arguments,
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object request,
                @Advice.Local("hop") Object hop)
                throws RefusedException {
            if (index != interceptors.size() - 1 || request == null || GuardBridge.bypassed()) {
                return null;
            }
            Object[] judged = (Object[]) GuardBridge.on("okhttp.send", chain, arguments);
            if (judged == null) {
                return null;
            }
            if (judged[2] != null || judged[3] != null) {
                return judged;
            }
            request = judged[0];
            hop = judged[1];
            return null;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object sent,
                @Advice.Local("hop") Object hop,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object response,
                @Advice.Thrown(readOnly = false) Throwable thrown)
                throws RefusedException {
            if (sent != null) {
                response = ((Object[]) sent)[2];
                thrown = (Throwable) ((Object[]) sent)[3];
            } else if (hop != null) {
                response = GuardBridge.on("okhttp.sent", hop, response, thrown);
            }
        }
    }
}
