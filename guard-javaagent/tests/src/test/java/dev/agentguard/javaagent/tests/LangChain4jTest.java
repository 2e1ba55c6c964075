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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tools of an application that has only the agent, from the first release of LangChain4j to the newest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LangChain4jTest {

    private static final String VOLUME = "3d2c42fb-5a1b-4c5e-9f0a-000000000001";
    private static final String DELETE = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + VOLUME + "\\\") }\"}";

    private final Map<String, ChildJvm> children = new HashMap<>();

    @TempDir
    private Path directory;

    private CountingServer server;

    @BeforeAll
    void start() throws IOException {
        server = new CountingServer();
    }

    @AfterAll
    void stop() throws IOException {
        children.values().forEach(ChildJvm::close);
        server.close();
    }

    /** Every version once on each way of a loop; the oldest JDK for the old ones, every JDK for the newest. */
    static Stream<Arguments> everyVersion() throws IOException {
        List<String> versions;
        try (Stream<Path> folders = Files.list(Path.of("target/langchain4j"))) {
            versions = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("beside"))
                    .sorted()
                    .toList();
        }
        assertThat(versions).hasSizeGreaterThan(3);
        Jdks.Jdk oldest = Jdks.all().get(0);
        return versions.stream()
                .flatMap(version -> Jdks.all().stream()
                        .filter(jdk -> jdk.equals(oldest) || version.equals("1.19.0"))
                        .flatMap(jdk -> Stream.of("sync", "streaming")
                                .map(loop -> argumentSet(version + " " + loop + " " + jdk, version, loop, jdk))));
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void toolThatReads_runs(String version, String loop, Jdks.Jdk jdk) {
        assertThat(ask(version, loop, jdk, "listVolumes", "{\"project\": \"p1\"}"))
                .isEqualTo("ran=[listVolumes:p1] model=read: " + VOLUME);
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void toolThatDestroys_doesNotRun_andTheModelReadsWhy(String version, String loop, Jdks.Jdk jdk) {
        assertThat(ask(version, loop, jdk, "deleteVolume", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] model=read: ")
                .contains("deleteVolume", "Guard");
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void annotatedTool_isJudgedByItsAnnotations(String version, String loop, Jdks.Jdk jdk) {
        assertThat(ask(version, loop, jdk, "tidy", "{\"volumeId\": \"" + VOLUME + "\"}"))
                .startsWith("ran=[] model=read: ")
                .contains("railway:volumeDelete", VOLUME);
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void argumentsThatLangChain4jRepairs_areJudgedAsTheyRun(String version, String loop, Jdks.Jdk jdk) {
        for (String arguments : List.of(
                "{\"project\": \"p1\", \"project\": \"p2\"}", "{\"project\": \"p2\",}", "{\"project\": \"p2\"} x")) {
            assertThat(ask(version, loop, jdk, "listVolumes", arguments))
                    .as(arguments)
                    .isEqualTo("ran=[listVolumes:p2] model=read: " + VOLUME);
        }
        assertThat(ask(version, loop, jdk, "listVolumes", "[]"))
                .startsWith("ran=[] model=read: `listVolumes` was not run: its arguments are not")
                .contains("send its arguments again");
        assertThat(ask(version, loop, jdk, "deleteVolume", "{\"volumeId\": \"" + VOLUME + "\", \"dryRun\": true,}"))
                .startsWith("ran=[] model=read: ")
                .contains("deleteVolume", "Guard");
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void requestOfATool_isRefusedOnTheWire(String version, String loop, Jdks.Jdk jdk) {
        long before = server.bytes();
        String url = "http://127.0.0.1:" + server.port() + "/graphql/v2";
        assertThat(ask(version, loop, jdk, "note", note(url, DELETE, "t")))
                .startsWith("ran=[note] model=read: not sent: ")
                .contains("railway:volumeDelete");
        assertThat(server.bytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void tokenThatAToolFound_doesNotWrite(String version, String loop, Jdks.Jdk jdk) {
        String url = "http://localhost:" + server.port() + "/notes";
        String found = "rw_Fe7Kq29dTzLmVx84NpYw31BsUcHg60aR";
        assertThat(ask(version, loop, jdk, "note", note(url, "{\"text\":\"a\"}", "other-token-0123456789")))
                .isEqualTo("ran=[note] model=read: status 200");
        long before = server.bytes();
        assertThat(ask(
                        version,
                        loop,
                        jdk,
                        "readFile",
                        "{\"name\": \"notes.txt\"}",
                        "note",
                        note(url, "{\"text\":\"a\"}", found)))
                .startsWith("ran=[readFile:notes.txt] model=read: ")
                .contains("refused by Guard", "credentials.found");
        assertThat(server.bytes()).isEqualTo(before);
    }

    private static String note(String url, String body, String token) {
        String words = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        return "{\"url\": \"" + url + "\", \"words\": \"" + words + "\", \"token\": \"" + token + "\"}";
    }

    private String ask(String version, String loop, Jdks.Jdk jdk, String... namesAndArguments) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < namesAndArguments.length; i += 2) {
            line.append(i == 0 ? "" : " ")
                    .append(namesAndArguments[i])
                    .append(' ')
                    .append(Base64.getEncoder()
                            .encodeToString(namesAndArguments[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return child(version, loop, jdk).ask(line.toString());
    }

    private ChildJvm child(String version, String loop, Jdks.Jdk jdk) {
        return children.computeIfAbsent(
                version + loop + jdk,
                unused -> ChildJvm.on(jdk)
                        .agent(Configurations.write(
                                directory,
                                version + loop + jdk.release(),
                                "providers:",
                                "  railway: {hosts: [\"127.0.0.1:" + server.port() + "\"]}"))
                        .classPath(GuardJar.applications())
                        .classPath(Libraries.in("target/langchain4j/" + version))
                        .classPath(Libraries.in("target/langchain4j/beside"))
                        .classPath(Libraries.annotations(directory))
                        .main("app.ToolApp", loop)
                        .start()
                        .ready());
    }
}
