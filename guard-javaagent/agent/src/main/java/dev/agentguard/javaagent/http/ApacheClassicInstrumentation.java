package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 4 and 5, classic: {@code HttpRequestExecutor.execute} of the core, through which the clients, their
 * redirects and repetitions, and users of the bare core send every request.
 */
public final class ApacheClassicInstrumentation implements TypeInstrumentation {

    private static final String FOUR = "org.apache.http.protocol.HttpRequestExecutor";
    private static final String FIVE = "org.apache.hc.core5.http.impl.io.HttpRequestExecutor";
    private static final String CORE = "Lorg/apache/hc/core5/http/";

    private final ApacheClassicHooks four = new ApacheClassicHooks(ApacheMessages.FOUR);
    private final ApacheClassicHooks five = new ApacheClassicHooks(ApacheMessages.FIVE);

    @Override
    public List<Point> points() {
        return List.of(
                new Point(
                        FOUR,
                        "execute",
                        "(Lorg/apache/http/HttpRequest;Lorg/apache/http/HttpClientConnection;"
                                + "Lorg/apache/http/protocol/HttpContext;)Lorg/apache/http/HttpResponse;",
                        Execute.class),
                new Point(
                        FIVE,
                        "execute",
                        "(" + CORE + "ClassicHttpRequest;" + CORE + "io/HttpClientConnection;" + CORE
                                + "io/HttpResponseInformationCallback;" + CORE + "protocol/HttpContext;)" + CORE
                                + "ClassicHttpResponse;",
                        Execute.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(
                new Anchor("org.apache.http.client.HttpClient", List.of(FOUR)),
                new Anchor("org.apache.hc.client5.http.classic.HttpClient", List.of(FIVE)));
    }

    @Override
    public List<Client> clients() {
        return List.of(
                new Client("Apache HttpClient 4, classic", "4.3, 4.4.1, 4.5.14", "`RefusedException`, thrown"),
                new Client("Apache HttpClient 5, classic", "5.0, 5.2.3, 5.4.4, 5.6.5", "`RefusedException`, thrown"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("apache.send", arguments -> {
                    @Nullable Object[] given = (Object[]) Objects.requireNonNull(arguments[1]);
                    return hooks(given[0]).send(Objects.requireNonNull(arguments[0]), given);
                }),
                new Hook(
                        "apache.sent",
                        arguments -> hooks(arguments[0])
                                .sent(
                                        (HttpHop) Objects.requireNonNull(arguments[1]),
                                        Objects.requireNonNull(arguments[0]),
                                        arguments[2],
                                        arguments[3],
                                        arguments[4])));
    }

    private ApacheClassicHooks hooks(@Nullable Object request) {
        return Members.has(Objects.requireNonNull(request), "getRequestLine") ? four : five;
    }

    /** Inlined into {@code execute}. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside Apache's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object executor,
                @Advice.AllArguments Object[] arguments,
                @Advice.Local("judged") Object[] judged)
                throws RefusedException {
            if (arguments[0] == null || GuardBridge.bypassed()) {
                return null;
            }
            judged = (Object[]) GuardBridge.on("apache.send", executor, arguments);
            return judged != null && (judged[2] != null || judged[3] != null) ? judged : null;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object sent,
                @Advice.Local("judged") Object[] judged,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object request,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object response,
                @Advice.Thrown(readOnly = false) Throwable thrown)
                throws RefusedException {
            if (sent != null) {
                response = judged[2];
                thrown = (Throwable) judged[3];
            } else if (judged != null) {
                response = GuardBridge.on("apache.sent", request, judged[0], judged[1], response, thrown);
            }
        }
    }
}
