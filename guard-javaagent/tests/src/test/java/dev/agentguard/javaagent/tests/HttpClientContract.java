package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every guarded HTTP client, with the real agent in a JVM of its own, on every JDK that is found. A
 * client's test says how to send; each case runs in every mode of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpClientContract {

    private static final String READ = "{\"query\":\"query { project(id: \\\"p1\\\") { name } }\"}";
    private static final String DELETE =
            "{\"query\":\"mutation { volumeDelete(volumeId: \\\"3d2c42fb-5a1b-4c5e-9f0a-000000000001\\\") }\"}";
    private static final int LIMIT = 1 << 20;
    private static final String SECRET = "c1ient5ecretX9w2Lr7Pq4Zt8Mb3";

    private final Map<String, ChildJvm> children = new HashMap<>();

    @TempDir
    private Path directory;

    private CountingServer server;

    /** The client as the application under test calls it. */
    abstract String client();

    /** All ways to send a request with a body. */
    abstract List<String> modes();

    /** The exceptions, outermost first, that a refusal arrives as. */
    abstract List<String> refusedAs(String mode);

    /** The mode in which an answer is waited for 300 ms, and what tells that it did not come. */
    abstract Map.Entry<String, String> timeout();

    @BeforeAll
    void start() throws IOException {
        server = new CountingServer();
    }

    @AfterAll
    void stop() throws IOException {
        children.values().forEach(ChildJvm::close);
        server.close();
    }

    Stream<Arguments> everyMode() {
        return Jdks.all().stream()
                .flatMap(jdk -> modes().stream().map(mode -> argumentSet(jdk + " " + mode, jdk, mode)));
    }

    static Stream<Jdks.Jdk> everyJdk() {
        return Jdks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void get_isAllowed(Jdks.Jdk jdk, String mode) {
        assertThat(enforcing(jdk).ask(mode + " GET " + railway("/graphql/v2?query=%7Bme%7Bid%7D%7D") + " -"))
                .isEqualTo("answer 200 " + Digests.sha256(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void graphQlRead_isAllowed_andArrivesAsItWas(Jdks.Jdk jdk, String mode) {
        assertThat(send(enforcing(jdk), mode, railway("/graphql/v2"), bytes(READ)))
                .isEqualTo(arrived(bytes(READ)));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void volumeDelete_isRefused_andNoByteLeaves(Jdks.Jdk jdk, String mode) {
        long before = server.bytes();
        String answer = send(enforcing(jdk), mode, railway("/graphql/v2"), bytes(DELETE));
        assertThat(answer).startsWith("failure " + String.join(" ", refusedAs(mode)) + " |");
        assertThat(answer).contains("railway:volumeDelete");
        assertThat(server.bytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void volumeDelete_inMonitorMode_passes(Jdks.Jdk jdk, String mode) {
        assertThat(send(monitoring(jdk), mode, railway("/graphql/v2"), bytes(DELETE)))
                .isEqualTo(arrived(bytes(DELETE)));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void redirectToWhatIsRefused_isRefusedBeforeTheSecondRequest(Jdks.Jdk jdk, String mode) {
        server.redirectTo(railway("/graphql/v2?query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D"));
        long before = server.bytes();
        assertThat(enforcing(jdk).ask(mode + " GET " + other("/redirect/a") + " -"))
                .startsWith("failure " + String.join(" ", refusedAs(mode)) + " |");
        long first = server.bytes() - before;
        server.redirectTo(other("/elsewhere"));
        assertThat(enforcing(jdk).ask(mode + " GET " + other("/redirect/a") + " -"))
                .startsWith("answer 200");
        assertThat(server.bytes() - before - first).as("two requests").isGreaterThan(first);
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void bodyWithinTheLimit_arrivesByteForByte(Jdks.Jdk jdk, String mode) {
        for (int size : new int[] {2, 999, 1_000, 16_384, 65_537, LIMIT - 1, LIMIT}) {
            byte[] body = json(size);
            assertThat(send(enforcing(jdk), mode, other("/notes"), body))
                    .as("%s bytes", size)
                    .isEqualTo(arrived(body));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void bodyOverTheLimit_isRefusedUnread_andPassesInMonitorMode(Jdks.Jdk jdk, String mode) {
        for (int size : new int[] {LIMIT + 1, 3_000_000}) {
            byte[] body = json(size);
            long before = server.bytes();
            assertThat(send(enforcing(jdk), mode, railway("/graphql/v2"), body))
                    .startsWith("failure")
                    .contains(refusedAs(mode));
            assertThat(server.bytes()).isEqualTo(before);
            assertThat(send(monitoring(jdk), mode, railway("/graphql/v2"), body))
                    .as("%s bytes", size)
                    .isEqualTo(arrived(body));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void manyThreads_eachGetsItsOwnVerdict(Jdks.Jdk jdk, String mode) {
        String read = "POST " + railway("/graphql/v2") + " " + base64(bytes(READ));
        String delete = "POST " + railway("/graphql/v2") + " " + base64(bytes(DELETE));
        assertThat(enforcing(jdk).ask("parallel 8 10 " + mode + " " + read + " " + delete))
                .isEqualTo("parallel 80 80");
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void tokenOfAnAnswer_belongsToWhatTheRequestCarried(Jdks.Jdk jdk, String mode) throws Exception {
        try (ChildJvm child = start(jdk, "enforce")) {
            String asked = other("/oauth/token?grant_type=client_credentials&client_secret=" + SECRET);
            assertThat(child.ask(mode + " POST " + asked + " " + base64(bytes("x=1"))))
                    .startsWith("answer 200")
                    .contains(CountingServer.TOKEN);
            String used = other("/notes?access_token=" + CountingServer.TOKEN);
            assertThat(child.ask(mode + " POST " + used + " " + base64(bytes("{}"))))
                    .startsWith("answer 200");
            String issued = "\"issuedBy\":\"localhost:" + server.port() + "\"";
            // what can be undone is written a little later
            for (int i = 0; i < 100 && !record(jdk).contains(issued); i++) {
                Thread.sleep(100);
            }
            assertThat(record(jdk)).contains(issued).doesNotContain(CountingServer.TOKEN, SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void timeout_staysTheClientsOwn(Jdks.Jdk jdk) {
        assertThat(enforcing(jdk).ask(timeout().getKey() + " GET " + other("/silent") + " -"))
                .contains(timeout().getValue())
                .doesNotContain("RefusedException");
    }

    final ChildJvm enforcing(Jdks.Jdk jdk) {
        return child(jdk, "enforce");
    }

    final ChildJvm monitoring(Jdks.Jdk jdk) {
        return child(jdk, "monitor");
    }

    /** An application without the agent, to compare with. */
    final ChildJvm unguarded(Jdks.Jdk jdk) {
        return children.computeIfAbsent(
                jdk + " unguarded",
                unused -> ChildJvm.on(jdk)
                        .classPath(GuardJar.applications())
                        .main("app.HttpApp", client())
                        .start()
                        .ready());
    }

    private ChildJvm child(Jdks.Jdk jdk, String guardMode) {
        return children.computeIfAbsent(jdk + " " + guardMode, unused -> start(jdk, guardMode));
    }

    private ChildJvm start(Jdks.Jdk jdk, String guardMode) {
        return ChildJvm.on(jdk)
                .agent(configuration(jdk, guardMode))
                .classPath(GuardJar.applications())
                .main("app.HttpApp", client())
                .start()
                .ready();
    }

    private String record(Jdks.Jdk jdk) throws IOException {
        Path store = directory.resolve("store-" + client() + "-" + jdk.release() + "-enforce");
        StringBuilder record = new StringBuilder();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
                record.append(Files.readString(file));
            }
        }
        return record.toString();
    }

    private Path configuration(Jdks.Jdk jdk, String guardMode) {
        String name = client() + "-" + jdk.release() + "-" + guardMode;
        return Configurations.write(
                directory,
                name,
                "mode: " + guardMode,
                "providers:",
                "  railway: {hosts: [\"127.0.0.1:" + server.port() + "\"]}",
                "credentials:",
                "  - {name: notes, purpose: notes, fingerprint: \"sha256:" + Digests.sha256(bytes(SECRET)) + "\"}");
    }

    final String send(ChildJvm child, String mode, String url, byte[] body) {
        return child.ask(mode + " POST " + url + " " + base64(body));
    }

    /** An address at which the Railway pack's provider answers. */
    final String railway(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** The same server under a name that no pack knows. */
    final String other(String path) {
        return "http://localhost:" + server.port() + path;
    }

    final long serverBytes() {
        return server.bytes();
    }

    static String deletion() {
        return DELETE;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String arrived(byte[] body) {
        return "answer 200 " + Digests.sha256(body);
    }

    private static String base64(byte[] body) {
        return Base64.getEncoder().encodeToString(body);
    }

    /** Returns JSON of exactly that many bytes, at least two, that says nothing of destruction. */
    private static byte[] json(int size) {
        if (size < 10) {
            return bytes("[" + " ".repeat(size - 2) + "]");
        }
        Random random = new Random(size);
        StringBuilder text = new StringBuilder("{\"n\":\"");
        while (text.length() < size - 2) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return bytes(text.append("\"}").toString());
    }
}
