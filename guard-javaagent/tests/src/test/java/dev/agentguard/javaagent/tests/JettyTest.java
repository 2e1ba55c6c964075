package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty's client, blocking and with listeners, over HTTP/1.1 and HTTP/2. */
class JettyTest extends HttpClientContract {

    private static final String REFUSED =
            "failure java.util.concurrent.ExecutionException dev.agentguard.bridge.RefusedException |";

    @Override
    String client() {
        return "Jetty";
    }

    @Override
    String library() {
        return "jetty";
    }

    /** With {@code deferred} the body is written once the request is given to the client, by the thread that gave it. */
    @Override
    List<String> modes() {
        return List.of("sync-bytes", "sync-stream", "async-gzip", "async-deferred");
    }

    @Override
    List<String> refusedAs(String mode) {
        String refused = "dev.agentguard.bridge.RefusedException";
        return mode.startsWith("sync") ? List.of("java.util.concurrent.ExecutionException", refused) : List.of(refused);
    }

    /** Where the body can be read but once, {@link #redirectOfABodyThatIsReadOnce_isRefused}. */
    @Override
    List<Integer> redirectsOfWrites(String mode) {
        return isRepeatable(mode) ? super.redirectsOfWrites(mode) : List.of();
    }

    private static boolean isRepeatable(String mode) {
        return mode.equals("sync-bytes") || mode.equals("async-gzip");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout-bytes", "java.util.concurrent.TimeoutException");
    }

    /** With or without the agent, 10.0 and 11.0 at first never end an exchange in which such a body is redirected. */
    final Stream<Platform> everyPlatformThatAnswers() {
        return everyPlatform().filter(platform -> !List.of("10.0.0", "11.0.0").contains(platform.version()));
    }

    @ParameterizedTest
    @MethodSource("everyPlatformThatAnswers")
    void redirectOfABodyThatIsReadOnce_isRefused(Platform platform) {
        for (String mode : modes().stream().filter(one -> !isRepeatable(one)).toList()) {
            String path = "/graphql/v2?" + mode + "&query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D";
            assertRedirectIsNotFollowed(platform, mode, 302, path);
            assertRedirectIsNotFollowed(platform, mode, 307, path);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void refusedRequests_leaveNoConnectionLeased(Platform platform) {
        String delete = " POST " + railway("/keep/graphql/v2") + " "
                + Base64.getEncoder().encodeToString(bytes(deletion()));
        // more than there may be to one host
        assertThat(enforcing(platform).ask("parallel 2 40 sync-bytes" + delete)).isEqualTo("parallel 0 80");
        assertThat(send(enforcing(platform), "sync-bytes", other("/keep/a"), bytes("{}")))
                .isEqualTo(arrived(bytes("{}")));
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void multipart_arrivesAsItWas(Platform platform) {
        byte[] note = bytes("{\"note\":3}");
        assertThat(send(enforcing(platform), "sync-multipart", other("/notes"), note))
                .startsWith("answer 200 ")
                .isEqualTo(send(unguarded(platform), "sync-multipart", other("/notes"), note));
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void whatAListenerPutsIn_isJudged(Platform platform) {
        String read = railway("/graphql/v2?query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D");
        String elsewhere = read.replace("127.0.0.1", "localhost");
        String host =
                read.substring("http://".length(), read.indexOf("/graphql")).replace(':', '_');
        long before = serverBytes();
        // the host that the Railway pack knows only comes in with a field of the head
        assertThat(enforcing(platform).ask("signed-" + host + " GET " + elsewhere + " -"))
                .startsWith(REFUSED)
                .contains("railway:volumeDelete");
        assertThat(send(enforcing(platform), "swapped-bytes", railway("/graphql/v2"), bytes("{}")))
                .startsWith(REFUSED);
        assertThat(serverBytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void bodyThatComesTooLate_isNotInspected_andArrivesWhole(Platform platform) {
        assumeTrue(Boolean.getBoolean("guard.test.matrix"), "takes its time");
        byte[] body = bytes("{\"n\":\"" + "1".repeat(5_000) + "\"}");
        assertThat(send(monitoring(platform), "async-late", railway("/keep/graphql/v2"), body))
                .isEqualTo(arrived(body));
        long before = serverBytes();
        assertThat(send(enforcing(platform), "async-late", railway("/keep/graphql/v2"), body))
                .startsWith("failure dev.agentguard.bridge.RefusedException |")
                .contains("not complete after 2000 ms");
        assertThat(serverBytes()).isEqualTo(before);
    }

    final Stream<Platform> everyPlatformWithHttp2() {
        return everyPlatform()
                .filter(platform -> Stream.of(platform.libraries())
                        .anyMatch(jar -> jar.getFileName().toString().contains("http2-client")));
    }

    @ParameterizedTest
    @MethodSource("everyPlatformWithHttp2")
    void http2_isJudged_andTheConnectionLivesOn(Platform platform) throws Exception {
        byte[] read = bytes("{\"query\":\"query { me { id } }\"}");
        try (Http2Server server = new Http2Server()) {
            String url = "http://localhost:" + server.port() + "/graphql/v2";
            for (String mode : List.of("h2-bytes", "h2-stream", "h2-deferred")) {
                assertThat(send(enforcing(platform), mode, url, read)).isEqualTo(arrived(read));
                long before = server.bytes();
                assertThat(send(enforcing(platform), mode, url, bytes(deletion())))
                        .contains("dev.agentguard.bridge.RefusedException |");
                assertThat(server.bytes()).isEqualTo(before);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
