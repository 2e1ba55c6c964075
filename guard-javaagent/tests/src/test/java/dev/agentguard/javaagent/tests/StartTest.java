package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens before the application's {@code main}. */
class StartTest {

    private static final String DELETE = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}";

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> everyJdk() {
        return Jdks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void start_saysOneLine_andLeavesStandardOutputAlone(Jdks.Jdk jdk) {
        ChildJvm.Ended ended = hello(ChildJvm.on(jdk).agent(Configurations.write(directory, "named")));
        assertThat(ended.out()).isEqualTo("hello\n");
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err())
                .contains("HttpURLConnection", "LangChain4j", "enforces", "named.yaml", "scope check on")
                .doesNotContain("found");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void start_withoutConfiguration_saysWhatIsOff(Jdks.Jdk jdk) {
        ChildJvm.Ended ended = hello(ChildJvm.on(jdk).agent(GuardJar.file(), ""));
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("no guard.yaml", "scope check off");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void brokenConfiguration_endsTheStartWithOneMessage(Jdks.Jdk jdk) throws IOException {
        Path file = Files.writeString(directory.resolve("broken.yaml"), "version: 1\nagent:\n  envs: [staging]\n");
        ChildJvm.Ended ended = hello(ChildJvm.on(jdk).agent(GuardJar.file(), "config=" + file));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).contains("guard: not started", "broken.yaml:3:3", "`envs`", "`environments`");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void missingConfiguration_endsTheStart(Jdks.Jdk jdk) {
        for (ChildJvm.Builder child : new ChildJvm.Builder[] {
            ChildJvm.on(jdk).agent(GuardJar.file(), "nowhere.yaml"),
            ChildJvm.on(jdk).agent(GuardJar.file(), "").option("-Dguard.config=nowhere.yaml")
        }) {
            ChildJvm.Ended ended = hello(child);
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("does not exist", "`nowhere.yaml`").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void foundConfiguration_onlyTightens(Jdks.Jdk jdk) throws IOException {
        try (CountingServer server = new CountingServer()) {
            Configurations.write(directory, "guard", "mode: monitor");
            ChildJvm.Builder child =
                    ChildJvm.on(jdk).agent(GuardJar.file(), "").in(directory).option("-Duser.home=" + directory);
            assertThat(delete(child, server, "backboard.railway.com"))
                    .contains("only tightens")
                    .contains("failure dev.agentguard.bridge.RefusedException");
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void renamedJar_guardsAllTheSame(Jdks.Jdk jdk) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("with space and ü"));
        Path renamed = Files.copy(GuardJar.file(), folder.resolve("my guard-1.0.jar"));
        try (CountingServer server = new CountingServer()) {
            assertThat(delete(ChildJvm.on(jdk).agent(renamed, railway(server).toString()), server, "127.0.0.1"))
                    .contains("failure dev.agentguard.bridge.RefusedException");
            assertThat(server.bytes()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void jarInAPathWithSpaces_guardsWithoutAWarning(Jdks.Jdk jdk) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("with space and ü"));
        Path copy = Files.copy(GuardJar.file(), folder.resolve("guard.jar"));
        try (CountingServer server = new CountingServer()) {
            assertThat(delete(ChildJvm.on(jdk).agent(copy, railway(server).toString()), server, "127.0.0.1"))
                    .contains("failure dev.agentguard.bridge.RefusedException")
                    .doesNotContain("warning");
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void attachedTwice_isSaid_andTheFirstConfigurationHolds(Jdks.Jdk jdk) throws IOException {
        try (CountingServer server = new CountingServer()) {
            Path second = Configurations.write(directory, "second", "mode: monitor");
            assertThat(delete(ChildJvm.on(jdk).agent(railway(server)).agent(second), server, "127.0.0.1"))
                    .contains("attached twice")
                    .contains("failure dev.agentguard.bridge.RefusedException");
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void guardsOwnQuestionToAResolver_isNotJudged(Jdks.Jdk jdk) throws IOException {
        try (CountingServer server = new CountingServer();
                CountingServer resolver = new CountingServer()) {
            Path config = Configurations.write(
                    directory,
                    "resolver",
                    "providers:",
                    "  railway: {hosts: [\"127.0.0.1:" + server.port() + "\"]}",
                    "resolvers:",
                    "  railway: {endpoint: \"http://127.0.0.1:" + resolver.port() + "/graphql/v2\","
                            + " token: \"env:PATH\", time-limit: 3s}");
            assertThat(delete(ChildJvm.on(jdk).agent(config), server, "127.0.0.1"))
                    .contains("failure dev.agentguard.bridge.RefusedException")
                    .doesNotContain("guard: failed");
            assertThat(resolver.bytes()).as("the resolver was asked").isPositive();
            assertThat(server.bytes()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void toolOfTheJdk_runsWithoutTheAgent(Jdks.Jdk jdk) {
        ChildJvm.Ended ended = ChildJvm.on(jdk)
                .agent(Configurations.write(directory, "tool"))
                .option("-m")
                .main("jdk.compiler/com.sun.tools.javac.Main", "-version")
                .run();
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("guard: not started in the JDK tool of module jdk.compiler");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void commandLine_withoutACommand_showsHowItIsUsed(Jdks.Jdk jdk) {
        ChildJvm.Ended usage =
                ChildJvm.on(jdk).option("-jar").main(GuardJar.file().toString()).run();
        assertThat(usage.status()).isZero();
        assertThat(usage.out()).contains("Usage: guard", "approve", "audit", "explain", "trust");
        ChildJvm.Ended version = ChildJvm.on(jdk)
                .option("-jar")
                .main(GuardJar.file().toString(), "--version")
                .run();
        assertThat(version.out()).startsWith("guard 0.");
    }

    private Path railway(CountingServer server) {
        return Configurations.write(
                directory, "railway", "providers:", "  railway: {hosts: [\"127.0.0.1:" + server.port() + "\"]}");
    }

    private static ChildJvm.Ended hello(ChildJvm.Builder child) {
        return child.classPath(GuardJar.applications()).main("app.Hello").run();
    }

    /** Sends a deletion and returns all that was printed. The request never leaves, so the host need not exist. */
    private static String delete(ChildJvm.Builder child, CountingServer server, String host) {
        String body = Base64.getEncoder().encodeToString(DELETE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String url = "http://" + host + (host.startsWith("127") ? ":" + server.port() : "") + "/graphql/v2";
        ChildJvm.Ended ended = child.classPath(GuardJar.applications())
                .main("app.HttpApp", "JdkClient")
                .run("sync-bytes POST " + url + " " + body);
        return ended.out() + ended.err();
    }
}
