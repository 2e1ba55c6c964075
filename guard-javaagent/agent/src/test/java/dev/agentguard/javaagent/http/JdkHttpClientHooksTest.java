package dev.agentguard.javaagent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.Handler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JdkHttpClientHooksTest {

    /** Hides its method and body from whoever looks first. */
    private static final class Changing extends HttpRequest {
        private final int lies;
        private int bodies;
        private int methods;

        private Changing(int lies) {
            this.lies = lies;
        }

        @Override
        public Optional<BodyPublisher> bodyPublisher() {
            return bodies++ < lies ? Optional.empty() : Optional.of(BodyPublishers.ofString("destroy"));
        }

        @Override
        public String method() {
            return methods++ < lies ? "GET" : "POST";
        }

        @Override
        public Optional<Duration> timeout() {
            return Optional.empty();
        }

        @Override
        public boolean expectContinue() {
            return false;
        }

        @Override
        public URI uri() {
            return URI.create("http://example.com/");
        }

        @Override
        public Optional<HttpClient.Version> version() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }
    }

    @Test
    void requestThatAnswersOtherwiseEachTime_isSentAsItWasJudged() throws Exception {
        GuardBridge.install(new Handler() {
            @Override
            public Map<String, Object> call(String verb, Map<String, Object> message) {
                int length = ((byte[]) message.get("body")).length;
                return Map.of("proceeds", true, "context", message.get("method") + " " + length);
            }

            @Override
            public @Nullable Object on(String hook, @Nullable Object... arguments) {
                return null;
            }
        });
        for (int lies = 0; lies < 5; lies++) {
            Object[] judged = new JdkHttpClientHooks().send(new Changing(lies), BodyHandlers.discarding());
            HttpRequest sent = (HttpRequest) judged[0];
            long length = sent.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
            assertThat(((HttpHop) judged[1]).context()).isEqualTo(sent.method() + " " + length);
        }
    }
}
