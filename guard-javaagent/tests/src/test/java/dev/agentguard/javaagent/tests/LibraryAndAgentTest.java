package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With the library on the class path and the agent attached, the agent's engine decides, once for each action. */
class LibraryAndAgentTest {

    private static final String VOLUME = "3d2c42fb-5a1b-4c5e-9f0a-000000000001";

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> everyJdk() {
        return Jdks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void refusedTool_isDecidedAndRecordedOnce(Jdks.Jdk jdk) throws IOException {
        for (String loop : List.of("sync", "streaming")) {
            String name = "both-" + loop + jdk.release();
            String answer = ask(jdk, name, loop, "tidy", "{\"volumeId\": \"" + VOLUME + "\"}");
            assertThat(answer).startsWith("ran=[] model=read: ").contains("railway:volumeDelete");
            assertThat(decisions(name)).hasSize(1);
            assertThat(decisions(name).get(0)).contains("\"origin\":\"TOOL\"", "app.ToolApp");
        }
    }

    @ParameterizedTest
    @CsvSource({"sync", "streaming"})
    void allowedTool_runsOnce(String loop) {
        assertThat(ask(Jdks.all().get(0), "allowed-" + loop, loop, "listVolumes", "{\"project\": \"p1\"}"))
                .isEqualTo("ran=[listVolumes:p1] model=read: " + VOLUME);
    }

    private String ask(Jdks.Jdk jdk, String name, String loop, String tool, String arguments) {
        ChildJvm.Ended ended = ChildJvm.on(jdk)
                .agent(Configurations.write(directory, name))
                .classPath(ownClassPath())
                .main("app.ToolApp", loop)
                .run(tool + " " + Base64.getEncoder().encodeToString(arguments.getBytes(StandardCharsets.UTF_8)));
        assertThat(ended.err()).doesNotContain("guard: failed");
        return ended.out()
                .lines()
                .filter(line -> line.startsWith("ran="))
                .findFirst()
                .orElse(ended.toString());
    }

    private List<String> decisions(String name) throws IOException {
        List<String> decisions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve("store-" + name))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"kind\":\"DECISION\""))
                        .forEach(decisions::add);
            }
        }
        return decisions;
    }

    /** The class path of this JVM: the library with all it needs, and LangChain4j. */
    private static Path[] ownClassPath() {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("guard.jar"))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}
