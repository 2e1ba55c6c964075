package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's libraries are not there for the application, and the application's stay its own. */
class IsolationTest {

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> everyJdk() {
        return Jdks.all().stream();
    }

    @Test
    void jar_isNoLargerThanItMayBe() throws IOException {
        assertThat(Files.size(GuardJar.file())).isLessThanOrEqualTo(25L << 20);
    }

    @Test
    void jar_showsTheBridgeAndThePremainClassOnly() throws IOException {
        assertThat(entries())
                .filteredOn(name -> !name.startsWith("inst/") && !name.endsWith("/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "dev/agentguard/bridge/GuardBridge.class",
                        "dev/agentguard/bridge/Handler.class",
                        "dev/agentguard/bridge/RefusedException.class",
                        "dev/agentguard/javaagent/GuardAgent.class",
                        "dev/agentguard/javaagent/IsolatedLoader.class",
                        "dev/agentguard/javaagent/IsolatedLoader$Handler.class",
                        "dev/agentguard/javaagent/IsolatedLoader$Handler$1.class");
        assertThat(entries()).noneMatch(name -> name.startsWith("inst/") && name.endsWith(".class"));
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void noClassOrServiceOfTheAgentsLibraries_isVisible(Jdks.Jdk jdk) throws IOException {
        List<String> names = new ArrayList<>();
        for (String entry : entries()) {
            if (entry.startsWith("inst/") && entry.endsWith(".classdata")) {
                String path = entry.substring(
                        entry.indexOf('/', "inst/".length()) + 1, entry.length() - ".classdata".length());
                names.add(path.replace('/', '.'));
            } else if (entry.contains("/META-INF/services/") && !entry.endsWith("/")) {
                names.add(entry.substring(entry.indexOf("/META-INF/")));
            }
        }
        assertThat(names).hasSizeGreaterThan(5_000).contains("dev.agentguard.Guard", "net.bytebuddy.ByteBuddy");
        Path list = Files.write(directory.resolve("names"), names);
        try (CountingServer server = new CountingServer()) {
            ChildJvm.Ended ended = ChildJvm.on(jdk)
                    .agent(Configurations.write(directory, "isolation"))
                    .classPath(GuardJar.applications())
                    .main("app.VisibleApp", list.toString(), "http://127.0.0.1:" + server.port() + "/")
                    .run();
            assertThat(ended.status()).isZero();
            // The applications of these tests share the directory of the test classes; nothing else of ours is there.
            assertThat(ended.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void otherVersionsOnTheClassPath_areUsedByTheApplication(Jdks.Jdk jdk) {
        ChildJvm.Ended ended = ChildJvm.on(jdk)
                .agent(Configurations.write(directory, "old"))
                .classPath(GuardJar.applications())
                .classPath(Libraries.in("target/old-libraries"))
                .main("app.OldLibrariesApp")
                .run();
        assertThat(ended.out())
                .contains("jackson 2.9.10 file:", "jackson-databind-2.9.10.jar")
                .contains("byte-buddy-1.9.16.jar")
                .contains("slf4j org.slf4j.helpers.NOPLogger file:", "slf4j-api-1.7.36.jar");
        assertThat(ended.err()).contains("guard 0").doesNotContain("guard: failed");
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(GuardJar.file().toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }
}
