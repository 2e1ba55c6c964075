package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for the agent's bridge on the bootstrap path: with both attached, its engine alone is asked. */
class AttachedAgentTest {

    private static final String BRIDGE = """
            package dev.agentguard.bridge;

            import java.util.Map;

            public final class GuardBridge {
                public static final int VERSION = Integer.parseInt("%s");

                public static Map<String, Object> call(String verb, Map<String, Object> message) {
                    System.out.println(verb + " " + message.get("tool") + " " + message.get("arguments"));
                    boolean proceeds = !"work".equals(message.get("tool"));
                    return Map.of("id", "a", "proceeds", proceeds, "message", proceeds ? "" : "refused by the agent");
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void engine_of_the_agent_decides_once_per_call() throws Exception {
        // The engine of the library would refuse all; it must not be asked.
        String output = ChildJvm.run(ChildJvm.classPath(), bootPath("1"), Probe.class, "refuse");

        assertThat(output.lines())
                .containsSubsequence(
                        "tool.check deleteVolume {volumeId=v}",
                        "tool.done deleteVolume null",
                        "object ran [v]",
                        "tool.check work {volumeId=v}",
                        "map ran []",
                        "static ran []");
        assertThat(output.lines().filter(line -> line.startsWith("tool.check deleteVolume")))
                .hasSize(1);
    }

    @Test
    void agent_of_another_version_fails_the_building_of_a_service() throws Exception {
        String output = ChildJvm.run(ChildJvm.classPath(), bootPath("2"), Probe.class, "allow");

        assertThat(output)
                .contains("failed: dev.langchain4j.service.IllegalConfigurationException")
                .contains("use the same release of both")
                .doesNotContain(" ran ");
    }

    private List<String> bootPath(String version) throws Exception {
        Path source = Files.writeString(directory.resolve("GuardBridge.java"), BRIDGE.formatted(version));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", directory.toString(), source.toString());
        assertThat(failed).isZero();
        return List.of("-Xbootclasspath/a:" + directory);
    }
}
