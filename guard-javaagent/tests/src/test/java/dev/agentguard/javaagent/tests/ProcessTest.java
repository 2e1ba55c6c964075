package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that an application starts, with the real agent in a JVM of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessTest {

    private static final List<String> WAYS = List.of("builder", "exec", "pipeline", "thread");

    private final Map<String, ChildJvm> children = new HashMap<>();

    @TempDir
    private static Path directory;

    private Path data;

    @BeforeEach
    void make() throws IOException {
        // under the temporary directory anything may be deleted
        data = Files.createDirectories(Path.of("target/process/data").toAbsolutePath());
        Files.writeString(data.resolve("precious"), "x");
    }

    @AfterAll
    void stop() {
        children.values().forEach(ChildJvm::close);
    }

    static Stream<Jdks.Jdk> everyJdk() {
        return Jdks.ofThisBuild().stream();
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void harmlessProcess_runs(Jdks.Jdk jdk) {
        for (String way : WAYS) {
            assertThat(start(enforcing(jdk), way, "", "", "echo", "hi")).startsWith("exit 0 hi");
        }
        assertThat(start(enforcing(jdk), "builder", "", "A=b", "sh", "-c", "echo $A; pwd"))
                .startsWith("exit 0 b ");
        assertThat(start(enforcing(jdk), "builder", data.toString(), "", "ls")).isEqualTo("exit 0 precious");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void destructiveProcess_isNotStarted(Jdks.Jdk jdk) {
        for (String way : WAYS) {
            assertThat(start(enforcing(jdk), way, "", "", "rm", "-rf", data.toString()))
                    .startsWith(
                            "failure java.io.IOException dev.agentguard.bridge.RefusedException | Cannot run program"
                                    + " \"rm\": ")
                    .contains("IRREVERSIBLE", "nothing was done");
            assertThat(data.resolve("precious")).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void wrappedInWhateverWay_isNotStarted(Jdks.Jdk jdk) {
        String line = "rm -rf " + data;
        String[][] commands = {
            {"sh", "-c", line},
            {"bash", "-lc", line},
            {"env", "X=Y", "rm", "-rf", data.toString()},
            {"/usr/bin/env", "-S", line},
            {"sh", "-c", "sh -c '" + line + "'"},
            {"nohup", "nice", "-n", "5", "rm", "-rf", data.toString()},
            {"find", data.toString(), "-delete"},
            {"sh", "-c", "eval \"r\"m -rf " + data},
            {"xargs", "rm", "-rf"},
        };
        for (String[] command : commands) {
            assertThat(start(enforcing(jdk), "builder", "", "", command))
                    .as(String.join(" ", command))
                    .contains("RefusedException");
        }
        assertThat(start(enforcing(jdk), "builder", "", "WHERE=" + data, "sh", "-c", "rm -rf \"$WHERE\""))
                .contains("RefusedException", data.toString());
        assertThat(start(enforcing(jdk), "builder", data.getParent().toString(), "", "rm", "-rf", "data"))
                .contains("RefusedException");
        assertThat(data.resolve("precious")).exists();
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void variablesOfTheProcess_sayWhereItGoes(Jdks.Jdk jdk) {
        String[] command = {"psql", "-d", "shop", "-c", "DELETE FROM orders WHERE id = 1"};
        assertThat(start(enforcing(jdk), "builder", "", "PGHOST=production.example.com", command))
                .contains("scope.other-environment", "`production`");
        assertThat(start(enforcing(jdk), "exec", "", "PGHOST=production.example.com", command))
                .contains("scope.other-environment", "`production`");
        assertThat(start(enforcing(jdk), "builder", "", "", command)).contains("scope.unknown");
        assertThat(start(enforcing(jdk), "builder", "", "LD_PRELOAD=/tmp/evil.so", "ls"))
                .contains("RefusedException", "`LD_PRELOAD` loads code");
        assertThat(start(enforcing(jdk), "builder", "", "GIT_SSH_COMMAND=rm -rf " + data, "git", "fetch"))
                .contains("RefusedException", "rm -rf");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void whatCannotBeStarted_failsAsItDidBefore(Jdks.Jdk jdk) {
        assertThat(start(enforcing(jdk), "builder", "/no/such/directory", "", "echo", "x"))
                .startsWith("failure java.io.IOException")
                .doesNotContain("RefusedException");
        assertThat(start(enforcing(jdk), "builder", "", "", "echo", "a\u0000b"))
                .startsWith("failure java.io.IOException |")
                .contains("null character");
        // ten million characters are neither read to their end nor a reason to fail
        assertThat(start(enforcing(jdk), "long", "", "", "rm", "-rf", data.toString()))
                .contains("RefusedException", "rm -rf");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void monitorMode_stopsNothing(Jdks.Jdk jdk) {
        assertThat(start(child(jdk, "monitor"), "builder", "", "", "rm", "-rf", data.toString()))
                .isEqualTo("exit 0 ");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void childJvm_isGuardedOnce_withTheSameConfiguration(Jdks.Jdk jdk) {
        String classes = GuardJar.applications().toString();
        Map<String, String[]> commands = Map.of(
                "", new String[] {jdk.java(), "-cp", classes, "app.Hello"},
                "A=b", new String[] {"env", jdk.java(), "-cp", classes, "app.Hello"},
                "JAVA_TOOL_OPTIONS=-Dx=y", new String[] {"sh", "-c", jdk.java() + " -cp " + classes + " app.Hello"});
        commands.forEach(
                (variables, command) -> assertThat(start(child(jdk, "monitor"), "builder", "", variables, command))
                        .startsWith("exit 0 ")
                        .endsWith("hello")
                        .containsOnlyOnce("guards java.net.http.HttpClient")
                        .contains("process-" + jdk.release() + "-monitor.yaml")
                        .doesNotContain("attached twice"));
        assertThat(start(
                        child(jdk, "monitor"),
                        "builder",
                        "",
                        "",
                        jdk.java(),
                        "-javaagent:" + GuardJar.file(),
                        "-cp",
                        classes,
                        "app.Hello"))
                .contains("no guard.yaml")
                .doesNotContain("attached twice", "JAVA_TOOL_OPTIONS");
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void childJvm_isLeftAlone_whereThatIsSaid(Jdks.Jdk jdk) throws IOException {
        Path image = Files.createDirectories(directory.resolve("image-" + jdk.release() + "/bin"));
        Files.writeString(image.resolveSibling("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        Path java = Files.writeString(image.resolve("java"), "#!/bin/sh\necho old $JAVA_TOOL_OPTIONS\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        try (ChildJvm child = start(jdk, "monitor", "left", "-Dguard.process.inherit=false")) {
            assertThat(start(
                            child,
                            "builder",
                            "",
                            "",
                            jdk.java(),
                            "-cp",
                            GuardJar.applications().toString(),
                            "app.Hello"))
                    .isEqualTo("exit 0 hello");
        }
        assertThat(start(child(jdk, "monitor"), "builder", "", "", java.toString()))
                .isEqualTo("exit 0 old");
        assertThat(child(jdk, "monitor").err()).containsOnlyOnce("is not guarded: it is older than JDK 17");
    }

    private ChildJvm enforcing(Jdks.Jdk jdk) {
        return child(jdk, "enforce");
    }

    private ChildJvm child(Jdks.Jdk jdk, String mode) {
        return children.computeIfAbsent(jdk.release() + mode, unused -> start(jdk, mode, "process", "-Dx=y"));
    }

    private ChildJvm start(Jdks.Jdk jdk, String mode, String name, String option) {
        Path config = Configurations.write(directory, name + "-" + jdk.release() + "-" + mode, "mode: " + mode);
        return ChildJvm.on(jdk)
                .agent(config)
                .option(option)
                .classPath(GuardJar.applications())
                .main("app.ProcessApp")
                .start()
                .ready();
    }

    private static String start(ChildJvm child, String way, String directory, String variables, String... words) {
        return child.ask(way + "\u001f" + directory + "\u001f" + variables + "\u001f" + String.join("\u001f", words));
    }
}
