package dev.agentguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Consumption;
import dev.agentguard.approval.Passkey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console to whoever is not its page: other pages, other processes, the agent itself. */
class ConsoleHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    private KeyPair device;

    @BeforeEach
    void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        device = generator.generateKeyPair();
    }

    @Test
    void nothingIsAnsweredToWhoIsNotSignedIn() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        store.held("v1");
        try (Console console = store.console(0)) {
            for (String path : List.of(
                    "me",
                    "pending",
                    "timeline",
                    "find",
                    "verify",
                    "sessions",
                    "approve",
                    "frozen",
                    "freeze",
                    "thaw",
                    "explain")) {
                HttpResponse<String> answer = post(console, path, "guessed", Map.of("id", "v1"));
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.body()).doesNotContain("v1");
            }
        }
    }

    @Test
    void theLinkIsUsedOnce() throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            String secret = console.link().substring(console.link().indexOf('=') + 1);
            assertThat(post(console, "sign-in/link", "", Map.of("secret", secret + "x"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(post(console, "sign-in/link", "", Map.of("secret", secret))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post(console, "sign-in/link", "", Map.of("secret", secret))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "127.0.0.1:%d", "localhost:%d.evil.example", "[::1]:%d"})
    void anotherNameThatLeadsHereIsRefused(String host) throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            int port = URI.create(console.origin()).getPort();
            assertThat(raw(
                            port,
                            "GET / HTTP/1.1\r\nHost: " + String.format(host, port) + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void anotherPageIsRefused() throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            String token = signedIn(console);
            for (String origin : List.of("https://evil.example", "null", console.origin() + "0", "http://127.0.0.1")) {
                assertThat(post(console, "me", token, Map.of(), origin, "application/json")
                                .statusCode())
                        .as(origin)
                        .isEqualTo(403);
            }
            assertThat(post(console, "me", token, Map.of(), console.origin(), "text/plain")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(console, "me", token, Map.of()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noPageMayShowItInAFrameOrRunForeignScripts() throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            HttpResponse<String> page = HTTP.send(
                    HttpRequest.newBuilder(URI.create(console.origin() + "/")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(page.body()).doesNotContain("https://");
        }
    }

    @Test
    void whatIsTooLongOrNoJsonIsRefused() throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            String token = signedIn(console);
            assertThat(post(console, "explain", token, Map.of("text", "x".repeat(70_000)))
                            .statusCode())
                    .isEqualTo(413);
            HttpRequest deep = request(console, "me", token, console.origin(), "application/json", "[".repeat(1_000));
            assertThat(HTTP.send(deep, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void onlyWhatWasShownIsApproved() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        ApprovalRequest request = store.held("v1");
        try (Console console = store.console(0)) {
            String token = signedIn(console);
            Map<String, Object> yes = Map.of("id", request.id(), "typed", "v1");
            assertThat(post(console, "approve", token, yes).body()).contains("look at the request first");
            post(console, "pending", token, Map.of());
            assertThat(post(console, "approve", token, yes).statusCode()).isEqualTo(200);
        }
        assertThat(store.again("v1")).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void theLinkApprovesNothingWhereApproversAreNamed() throws Exception {
        TestStore store = new TestStore(directory, alice("http://localhost:8787"));
        ApprovalRequest request = store.held("v1");
        try (Console console = store.console(0)) {
            String token = signedIn(console);
            post(console, "pending", token, Map.of());
            HttpResponse<String> answer = post(console, "approve", token, Map.of("id", request.id(), "typed", "v1"));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("only `Alice` may approve");
        }
        assertThat(store.again("v1")).isInstanceOf(Consumption.NotApproved.class);
    }

    @Test
    void anybodyFreezesAndOnlyWhoTypesTheNameThaws() throws Exception {
        TestStore store = new TestStore(directory, Approvers.NONE);
        try (Console console = store.console(0)) {
            String token = signedIn(console);
            Map<String, Object> session = Map.of("kind", "session", "name", "agent-7", "reason", "loops");
            assertThat(post(console, "freeze", token, session).statusCode()).isEqualTo(200);
            assertThat(store.freezes().frozen("agent-7", true, true, true)).isNotNull();
            assertThat(post(console, "thaw", token, session).statusCode()).isEqualTo(409);
            assertThat(post(console, "thaw", token, Map.of("kind", "session", "name", "agent-7", "typed", "agent-7"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(store.freezes().frozen()).isEmpty();
            assertThat(post(console, "freeze", token, Map.of("kind", "session", "name", ""))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whereApproversAreNamedTheLinkThawsNothing() throws Exception {
        TestStore store = new TestStore(directory, alice("http://localhost:8787"));
        try (Console console = store.console(0)) {
            String token = signedIn(console);
            Map<String, Object> all = Map.of("kind", "all", "typed", "all");
            assertThat(post(console, "freeze", token, all).statusCode()).isEqualTo(200);
            assertThat(post(console, "thaw", token, all).body()).contains("only `Alice` may thaw it");
        }
        assertThat(store.freezes().frozen()).hasSize(1);
    }

    @Test
    void aPasskeySignsInOnceForEachChallenge() throws Exception {
        try (Server server = new Server()) {
            String challenge = server.challenge();
            Map<String, Object> used = signIn(server, challenge, 5, "webauthn.get", server.console.origin());
            assertThat(post(server.console, "sign-in/passkey", "", used).statusCode())
                    .isEqualTo(200);
            assertThat(post(server.console, "sign-in/passkey", "", used).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void anAssertionThatIsNotOfThisPageOrThisHumanDoesNotSignIn() throws Exception {
        try (Server server = new Server()) {
            String origin = server.console.origin();
            assertThat(refused(server, 5, "webauthn.get", "http://localhost:1")).isTrue();
            assertThat(refused(server, 5, "webauthn.get", "https://evil.example"))
                    .isTrue();
            assertThat(refused(server, 5, "webauthn.create", origin)).isTrue();
            assertThat(refused(server, 1, "webauthn.get", origin))
                    .as("not verified")
                    .isTrue();
            assertThat(refused(server, 4, "webauthn.get", origin))
                    .as("not present")
                    .isTrue();
            assertThat(refused(server, 5, "webauthn.get", origin)).isFalse();
            makeKey();
            assertThat(refused(server, 5, "webauthn.get", origin))
                    .as("another key")
                    .isTrue();
        }
    }

    @Test
    void aPasskeyApprovesExactlyWhatItWasAsked() throws Exception {
        try (Server server = new Server()) {
            ApprovalRequest first = server.store.held("v1");
            ApprovalRequest second = server.store.held("v2");
            String token = server.signedIn();
            post(server.console, "pending", token, Map.of());

            JsonNode asked = json(post(server.console, "challenge", token, Map.of("id", first.id())));
            Map<String, Object> assertion =
                    assertion(asked.path("challenge").asText(), 5, "webauthn.get", server.console.origin());
            String at = asked.path("at").asText();

            assertThat(approve(server, token, second.id(), "v2", at, assertion)).isEqualTo(409);
            assertThat(approve(server, token, first.id(), "v1", "2026-01-01T00:00:00Z", assertion))
                    .isEqualTo(409);
            assertThat(server.store.again("v1")).isInstanceOf(Consumption.NotApproved.class);
            assertThat(approve(server, token, first.id(), "v1", at, assertion)).isEqualTo(200);
            assertThat(server.store.again("v1")).isInstanceOf(Consumption.Used.class);
            assertThat(server.store.again("v2")).isInstanceOf(Consumption.NotApproved.class);
        }
    }

    @Test
    void aSignInIsNoApproval() throws Exception {
        try (Server server = new Server()) {
            ApprovalRequest request = server.store.held("v1");
            String token = server.signedIn();
            post(server.console, "pending", token, Map.of());
            Map<String, Object> assertion = assertion(server.challenge(), 5, "webauthn.get", server.console.origin());
            assertThat(approve(server, token, request.id(), "v1", "2026-01-01T00:00:00Z", assertion))
                    .isEqualTo(409);
            assertThat(server.store.again("v1")).isInstanceOf(Consumption.NotApproved.class);
        }
    }

    @Test
    void thePortIsHeldOnEveryLoopbackAddress() throws Exception {
        try (Console console = new TestStore(directory, Approvers.NONE).console(0)) {
            int port = URI.create(console.origin()).getPort();
            for (InetAddress address : Loopback.addresses()) {
                try (Socket socket = new Socket(address, port)) {
                    assertThat(socket.isConnected()).isTrue();
                }
            }
        }
    }

    private boolean refused(Server server, int flags, String type, String origin) throws Exception {
        Map<String, Object> used = signIn(server, server.challenge(), flags, type, origin);
        return post(server.console, "sign-in/passkey", "", used).statusCode() == 401;
    }

    private static int approve(
            Server server, String token, String id, String typed, String at, Map<String, Object> assertion)
            throws Exception {
        return post(
                        server.console,
                        "approve",
                        token,
                        Map.of("id", id, "typed", typed, "at", at, "assertion", assertion))
                .statusCode();
    }

    private Map<String, Object> signIn(Server server, String challenge, int flags, String type, String origin)
            throws Exception {
        assertThat(server.console).isNotNull();
        return Map.of("id", "YWxpY2U", "challenge", challenge, "assertion", assertion(challenge, flags, type, origin));
    }

    /** What a device and a browser make of a challenge (Web Authentication Level 3, 6.1 and 5.8.1). */
    private Map<String, Object> assertion(String challenge, int flags, String type, String origin) throws Exception {
        byte[] data = new byte[37];
        System.arraycopy(sha256("localhost".getBytes(StandardCharsets.UTF_8)), 0, data, 0, 32);
        data[32] = (byte) flags;
        byte[] client = JSON.writeValueAsBytes(
                Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(device.getPrivate());
        signature.update(data);
        signature.update(sha256(client));
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return Map.of(
                "authenticatorData", encoder.encodeToString(data),
                "clientData", encoder.encodeToString(client),
                "signature", encoder.encodeToString(signature.sign()));
    }

    private Approvers alice(String origin) {
        String key = Base64.getEncoder().encodeToString(device.getPublic().getEncoded());
        return new Approvers(
                List.of(new Approver("Alice", Passkey.parse("passkey:" + origin + ":YWxpY2U:" + key), List.of())),
                List.of());
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String signedIn(Console console) throws Exception {
        String secret = console.link().substring(console.link().indexOf('=') + 1);
        return json(post(console, "sign-in/link", "", Map.of("secret", secret)))
                .path("token")
                .asText();
    }

    private static HttpResponse<String> post(Console console, String path, String token, Map<String, Object> sent)
            throws Exception {
        return post(console, path, token, sent, console.origin(), "application/json");
    }

    private static HttpResponse<String> post(
            Console console, String path, String token, Map<String, Object> sent, String origin, String type)
            throws Exception {
        return HTTP.send(
                request(console, path, token, origin, type, JSON.writeValueAsString(sent)),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(
            Console console, String path, String token, String origin, String type, String body) {
        return HttpRequest.newBuilder(URI.create(console.origin() + "/api/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Origin", origin)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A console that knows Alice's passkey, which was made on this very port. */
    private final class Server implements AutoCloseable {
        private final TestStore store;
        private final Console console;

        Server() throws IOException {
            int port;
            try (Console free = new TestStore(directory, Approvers.NONE).console(0)) {
                port = URI.create(free.origin()).getPort();
            }
            store = new TestStore(
                    Files.createDirectories(directory.resolve("store")), alice("http://localhost:" + port));
            console = store.console(port);
        }

        String challenge() throws Exception {
            return json(post(console, "sign-in/challenge", "", Map.of()))
                    .path("challenge")
                    .asText();
        }

        String signedIn() throws Exception {
            Map<String, Object> used = signIn(this, challenge(), 5, "webauthn.get", console.origin());
            return json(post(console, "sign-in/passkey", "", used))
                    .path("token")
                    .asText();
        }

        @Override
        public void close() {
            console.close();
        }
    }
}
