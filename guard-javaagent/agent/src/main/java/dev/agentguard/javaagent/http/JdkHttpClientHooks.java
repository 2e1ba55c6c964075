package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link JdkHttpClientInstrumentation} calls. Safe for use by several threads. */
final class JdkHttpClientHooks {

    /** The request that this thread's {@code send} has judged and will now hand to {@code sendAsync}. */
    private static final ThreadLocal<@Nullable HttpRequest> JUDGED_BY_SEND = new ThreadLocal<>();

    /** Who sent a request, for its redirects. */
    private final WeakIdentityMap<HttpRequest, String> contexts = new WeakIdentityMap<>();

    /** Judges for {@code send}: the request to send in place of the first, its hop, and what handles the answer. */
    Object[] send(HttpRequest request, BodyHandler<?> handler) throws RefusedException {
        Object[] judged = judge(request, handler);
        JUDGED_BY_SEND.set((HttpRequest) judged[0]);
        return judged;
    }

    /** After {@code send}. */
    void sent(@Nullable Object hop, @Nullable Object response) {
        JUDGED_BY_SEND.remove();
        if (hop instanceof HttpHop judged) {
            judged.exit(HttpOutcome.of(response, null));
        }
    }

    /** Judges for {@code sendAsync}, unless {@code send} has. */
    @SuppressWarnings("ReferenceEquality") // An equal request is another one.
    @Nullable
    Object[] sendAsync(HttpRequest request, BodyHandler<?> handler) throws RefusedException {
        if (JUDGED_BY_SEND.get() == request) {
            JUDGED_BY_SEND.remove();
            return new @Nullable Object[] {request, null, handler};
        }
        return judge(request, handler);
    }

    /** After {@code sendAsync}: looks at the future, which stays the client's own so that cancelling it still works. */
    @SuppressWarnings("FutureReturnValueIgnored") // Only looks at how it ends.
    void sending(@Nullable CompletableFuture<?> future, @Nullable Object hop) {
        if (future != null && hop instanceof HttpHop judged) {
            future.whenComplete((response, failure) -> judged.exit(HttpOutcome.of(response, failure)));
        }
    }

    /** Judges a redirect or an authenticated repetition. */
    void redirect(HttpRequest next, HttpRequest first) throws RefusedException {
        String context = contexts.get(first);
        String url = next.uri().toString();
        HttpHop.enter(next.method(), url, next.headers().map(), bodyOf(next), context == null ? "" : context);
    }

    private Object[] judge(HttpRequest request, BodyHandler<?> handler) throws RefusedException {
        // Taken before anything is read of it: what an application's own class answers may change from call to call.
        HttpRequest sent = isOfTheJdk(request)
                ? request
                : HttpRequest.newBuilder(request, (n, v) -> true).build();
        JudgedBody body = JudgedBody.NONE;
        BodyPublisher publisher = sent.bodyPublisher().orElse(null);
        if (publisher != null) {
            CapturedPublisher captured = CapturedPublisher.of(publisher);
            body = captured.body();
            sent = HttpRequest.newBuilder(sent, (name, value) -> true)
                    .method(sent.method(), captured)
                    .build();
        }
        HttpHop hop = HttpHop.enter(
                sent.method(), sent.uri().toString(), sent.headers().map(), body, "");
        contexts.put(sent, hop.context());
        return new Object[] {sent, hop, hop.wantsAnswer() ? new AnswerHandler<>(handler, hop) : handler};
    }

    private static boolean isOfTheJdk(HttpRequest request) {
        return request.getClass().getModule() == HttpRequest.class.getModule();
    }

    private static JudgedBody bodyOf(HttpRequest next) {
        BodyPublisher publisher = next.bodyPublisher().orElse(null);
        if (publisher == null) {
            return JudgedBody.NONE;
        }
        return publisher instanceof CapturedPublisher captured
                ? captured.body()
                : JudgedBody.notInspected("the body of a redirected request was not read");
    }
}
