package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private Path directory;
    private TestServer server;

    /** The client's name: {@code X} if {@code app.XApp} calls it. */
    abstract String client();

    /** The directory under {@code target/clients} with the versions of the client; empty if the JDK brings it. */
    String library() {
        return "";
    }

    /** What the client talks to. */
    TestServer server() throws Exception {
        return new CountingServer();
    }

    /** All ways to send a request with a body. */
    abstract List<String> modes();

    /** The exceptions, outermost first, that a refusal arrives as. */
    abstract List<String> refusedAs(String mode);

    /** Whether the client follows redirects in this mode. */
    boolean followsRedirects(String mode) {
        return true;
    }

    /** The statuses with which a write is redirected in this mode. */
    List<Integer> redirectsOfWrites(String mode) {
        return List.of(301, 302, 303, 307, 308);
    }

    /** The mode in which an answer is waited for 300 ms, and what tells that it did not come. */
    abstract Map.Entry<String, String> timeout();

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        server = server();
    }

    @AfterAll
    void stop() throws Exception {
        children.values().forEach(ChildJvm::close);
        server.close();
    }

    final Stream<Arguments> everyMode() {
        return everyPlatform()
                .flatMap(platform -> modes().stream().map(mode -> argumentSet(platform + " " + mode, platform, mode)));
    }

    final Stream<Platform> everyPlatform() {
        return library().isEmpty() ? Platform.ofTheJdk() : Platform.of(library());
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void get_isAllowed(Platform platform, String mode) {
        assertThat(enforcing(platform).ask(mode + " GET " + railway("/graphql/v2?query=%7Bme%7Bid%7D%7D") + " -"))
                .isEqualTo("answer 200 " + Digests.sha256(new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void graphQlRead_isAllowed_andArrivesAsItWas(Platform platform, String mode) {
        assertThat(send(enforcing(platform), mode, railway("/graphql/v2"), bytes(READ)))
                .isEqualTo(arrived(bytes(READ)));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void volumeDelete_isRefused_andNoByteLeaves(Platform platform, String mode) {
        long before = server.bytes();
        String answer = send(enforcing(platform), mode, railway("/graphql/v2"), bytes(DELETE));
        assertThat(answer).startsWith("failure " + String.join(" ", refusedAs(mode)) + " |");
        assertThat(answer).contains("railway:volumeDelete");
        assertThat(server.bytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void volumeDelete_inMonitorMode_passes(Platform platform, String mode) {
        assertThat(send(monitoring(platform), mode, railway("/graphql/v2"), bytes(DELETE)))
                .isEqualTo(arrived(bytes(DELETE)));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void redirectToWhatIsRefused_isRefusedBeforeTheSecondRequest(Platform platform, String mode) {
        assumeTrue(followsRedirects(mode));
        server.redirectTo(railway("/graphql/v2?query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D"));
        long before = server.bytes();
        assertThat(enforcing(platform).ask(mode + " GET " + other("/redirect/a") + " -"))
                .startsWith("failure " + String.join(" ", refusedAs(mode)) + " |");
        long first = server.bytes() - before;
        server.redirectTo(other("/elsewhere"));
        assertThat(enforcing(platform).ask(mode + " GET " + other("/redirect/a") + " -"))
                .startsWith("answer 200");
        assertThat(server.bytes() - before - first).as("two requests").isGreaterThan(first);
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void redirectedWrite_isRefusedWhereItIsFollowed(Platform platform, String mode) {
        for (int status : redirectsOfWrites(mode)) {
            String path = "/graphql/v2?" + mode + status + "&query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D";
            assertRedirectIsNotFollowed(platform, mode, status, path);
        }
    }

    /** Sends a write that is redirected to what is refused. */
    final void assertRedirectIsNotFollowed(Platform platform, String mode, int status, String path) {
        server.redirectTo(railway(path));
        String answer = send(enforcing(platform), mode, other("/redirect/" + status), bytes("{\"note\":1}"));
        // not every client follows every status with every method, and old ones fail at some
        assertThat(answer).doesNotStartWith("answer 200");
        assertThat(server.saw(path)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void refusedRequest_isRefusedAgain_andTheClientStaysUsable(Platform platform, String mode) {
        byte[] note = bytes("{\"note\":2}");
        assertThat(send(enforcing(platform), mode, other("/keep/a"), note)).isEqualTo(arrived(note));
        long before = server.bytes();
        String refused = send(enforcing(platform), mode, railway("/keep/graphql/v2"), bytes(DELETE));
        assertThat(refused).startsWith("failure").contains(refusedAs(mode));
        assertThat(send(enforcing(platform), mode, railway("/keep/graphql/v2"), bytes(DELETE)))
                .isEqualTo(refused);
        assertThat(server.bytes()).isEqualTo(before);
        assertThat(send(enforcing(platform), mode, other("/keep/a"), note)).isEqualTo(arrived(note));
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void bodyWithinTheLimit_arrivesByteForByte(Platform platform, String mode) {
        for (int size : new int[] {2, 999, 1_000, 16_384, 65_537, LIMIT - 1, LIMIT}) {
            byte[] body = json(size);
            assertThat(send(enforcing(platform), mode, other("/notes"), body))
                    .as("%s bytes", size)
                    .isEqualTo(arrived(body));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void bodyOverTheLimit_isRefusedUnread_andPassesInMonitorMode(Platform platform, String mode) {
        for (int size : new int[] {LIMIT + 1, 3_000_000}) {
            byte[] body = json(size);
            long before = server.bytes();
            assertThat(send(enforcing(platform), mode, railway("/graphql/v2"), body))
                    .startsWith("failure")
                    .contains(refusedAs(mode));
            assertThat(server.bytes()).isEqualTo(before);
            assertThat(send(monitoring(platform), mode, railway("/graphql/v2"), body))
                    .as("%s bytes", size)
                    .isEqualTo(arrived(body));
        }
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void manyThreads_eachGetsItsOwnVerdict(Platform platform, String mode) {
        String read = "POST " + railway("/graphql/v2") + " " + base64(bytes(READ));
        String delete = "POST " + railway("/graphql/v2") + " " + base64(bytes(DELETE));
        assertThat(enforcing(platform).ask("parallel 8 10 " + mode + " " + read + " " + delete))
                .isEqualTo("parallel 80 80");
    }

    @ParameterizedTest
    @MethodSource("everyMode")
    void tokenOfAnAnswer_belongsToWhatTheRequestCarried(Platform platform, String mode) throws Exception {
        ChildJvm child = enforcing(platform);
        String asked = other("/oauth/token?grant_type=client_credentials&client_secret=" + SECRET);
        String answer = child.ask(mode + " POST " + asked + " " + base64(bytes("x=1")));
        assertThat(answer).startsWith("answer 200").contains(TestServer.TOKEN);
        Matcher token = Pattern.compile(TestServer.TOKEN + "\\d+").matcher(answer);
        assertThat(token.find()).isTrue();
        String path = "/notes/" + mode;
        String used = other(path + "?access_token=" + token.group());
        assertThat(child.ask(mode + " POST " + used + " " + base64(bytes("{}"))))
                .startsWith("answer 200");
        String issued = "\"issuedBy\":\"localhost:" + server.port() + "\"";
        // what can be undone is written a little later
        for (int i = 0; i < 100 && record(platform).lines().noneMatch(line -> line.contains(path)); i++) {
            Thread.sleep(100);
        }
        assertThat(record(platform).lines().filter(line -> line.contains(path)))
                .anyMatch(line -> line.contains(issued));
        assertThat(record(platform)).doesNotContain(TestServer.TOKEN, SECRET);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void timeout_staysTheClientsOwn(Platform platform) {
        assertThat(enforcing(platform).ask(timeout().getKey() + " GET " + other("/silent") + " -"))
                .contains(timeout().getValue())
                .doesNotContain("RefusedException");
    }

    final ChildJvm enforcing(Platform platform) {
        return child(platform, "enforce");
    }

    final ChildJvm monitoring(Platform platform) {
        return child(platform, "monitor");
    }

    /** An application without the agent, to compare with. */
    final ChildJvm unguarded(Platform platform) {
        return children.computeIfAbsent(
                platform + " unguarded", unused -> start(ChildJvm.on(platform.jdk()), platform));
    }

    private ChildJvm child(Platform platform, String guardMode) {
        return children.computeIfAbsent(
                platform + " " + guardMode,
                unused -> start(ChildJvm.on(platform.jdk()).agent(configuration(platform, guardMode)), platform));
    }

    private ChildJvm start(ChildJvm.Builder jvm, Platform platform) {
        return jvm.classPath(GuardJar.applications())
                .classPath(platform.libraries())
                .main("app.HttpApp", client())
                .start()
                .ready();
    }

    private String record(Platform platform) throws IOException {
        Path store = directory.resolve("store-" + name(platform, "enforce"));
        StringBuilder record = new StringBuilder();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
                record.append(Files.readString(file));
            }
        }
        return record.toString();
    }

    private String name(Platform platform, String guardMode) {
        return client() + "-" + platform.toString().replace(' ', '-') + "-" + guardMode;
    }

    private Path configuration(Platform platform, String guardMode) {
        return Configurations.write(
                directory,
                name(platform, guardMode),
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
