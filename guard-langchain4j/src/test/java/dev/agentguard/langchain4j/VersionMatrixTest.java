package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One program on the class path of each release of LangChain4j: one of each generation in the ordinary build, every minor
 * release with {@code -Pmatrix}.
 */
class VersionMatrixTest {

    private static final Path JARS = Path.of("target", "langchain4j-versions");
    private static final int FIRST_WITH_EXTENSION_POINT = 5;
    private static final int FIRST_WITH_CONCURRENT_TOOLS = 4;

    static List<String> versions() throws Exception {
        List<String> versions = new ArrayList<>();
        try (Stream<Path> folders = Files.list(JARS)) {
            folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .forEach(versions::add);
        }
        versions.add(InstalledLangChain4j.version());
        return versions;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_path_in_every_loop_runs_what_is_allowed_and_nothing_else(String version) throws Exception {
        int minor = Integer.parseInt(version.split("\\.")[1]);
        boolean concurrent = minor >= FIRST_WITH_CONCURRENT_TOOLS;
        List<String> classPath = classPath(version);
        boolean mcp = classPath.stream().anyMatch(entry -> entry.contains("langchain4j-mcp"));
        List<String> paths = mcp ? List.of("object", "map", "provider", "mcp") : List.of("object", "map", "provider");
        List<String> loops = concurrent
                ? List.of("sync", "concurrent", "streaming", "streaming-concurrent")
                : List.of("sync", "streaming");
        List<String> expected = new ArrayList<>();
        for (String path : paths) {
            for (String loop : loops) {
                String ran = path.equals("mcp") ? "[]" : "[v1]";
                expected.add(path + " " + loop + ": ran " + ran + " read deleted v1 | "
                        + FakeGate.refusalOf("deleteVolume"));
            }
        }
        expected.add("loop of one's own: ran [v1] read deleted v1 | " + FakeGate.refusalOf("deleteVolume"));
        int runs = paths.size() * loops.size() + 1;
        expected.add("judged " + 2 * runs + " done " + runs);

        List<String> options = mcp ? List.of("-Dmcp=true") : List.of();
        if (minor >= FIRST_WITH_EXTENSION_POINT) {
            assertThat(lines(classPath, options, "found")).containsExactlyElementsOf(expected);
        }
        assertThat(lines(classPath, options, "explicit")).containsExactlyElementsOf(expected);
    }

    private static List<String> lines(List<String> classPath, List<String> options, String mode) throws Exception {
        return ChildJvm.run(classPath, options, VersionProbe.class, mode)
                .lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .toList();
    }

    /** The jars of that release instead of those that this is compiled against. */
    static List<String> classPath(String version) throws Exception {
        Path folder = JARS.resolve(version);
        if (!Files.isDirectory(folder)) {
            return ChildJvm.classPath();
        }
        List<String> classPath = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder)) {
            jars.map(Path::toString).sorted().forEach(classPath::add);
        }
        assertThat(classPath).hasSizeGreaterThanOrEqualTo(2);
        ChildJvm.classPath().stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("langchain4j"))
                .forEach(classPath::add);
        return classPath;
    }
}
