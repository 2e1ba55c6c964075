package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One program on the class paths of many versions: guarded, or not built at all. */
class InstalledLangChain4jTest {

    private static final Path JARS = Path.of("target", "langchain4j-versions");

    @Test
    void version_that_is_compiled_against_is_supported_and_named() {
        assertThatCode(InstalledLangChain4j::check).doesNotThrowAnyException();
        assertThat(InstalledLangChain4j.version()).isEqualTo("1.19.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.13.0", "1.14.1", "1.15.1", "1.16.3", "1.17.2", "1.18.1"})
    void supported_version_runs_what_is_allowed_and_nothing_else(String version) throws Exception {
        List<String> options = List.of("-Ddynamic=true");

        assertThat(ChildJvm.run(classPath(version), options, Probe.class, "allow")
                        .lines())
                .contains("object ran [v]", "map ran [v]", "static ran [v]", "dynamic ran [v]");
        assertThat(ChildJvm.run(classPath(version), options, Probe.class, "refuse")
                        .lines())
                .contains("object ran []", "map ran []", "static ran []", "dynamic ran []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.0", "1.12.2"})
    void version_whose_tools_cannot_be_guarded_builds_no_service(String version) throws Exception {
        String output = ChildJvm.run(classPath(version), List.of(), Probe.class, "allow");

        assertThat(output)
                .contains("failed: dev.langchain4j.service.IllegalConfigurationException")
                .contains("LangChain4j `" + version + "`")
                .contains("ToolService.createContext(InvocationContext, UserMessage, List)")
                .contains("supported are versions 1.13 to 1.19")
                .doesNotContain(" ran ");
    }

    /** Until 1.4 LangChain4j asks nobody for a context, so only the explicit line can say that it does not work. */
    @Test
    void explicit_line_fails_on_a_version_that_has_no_extension_point() throws Exception {
        String output = ChildJvm.run(classPath("1.4.0"), List.of(), ExplicitProbe.class);

        assertThat(output).contains("IllegalConfigurationException").contains("LangChain4j `1.4.0`");
    }

    private static List<String> classPath(String version) {
        List<String> classPath = new ArrayList<>();
        for (String artifact : List.of("langchain4j", "langchain4j-core")) {
            Path jar = JARS.resolve(artifact + "-" + version + ".jar");
            assertThat(Files.exists(jar)).as("%s", jar).isTrue();
            classPath.add(jar.toString());
        }
        ChildJvm.classPath().stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("langchain4j"))
                .forEach(classPath::add);
        return classPath;
    }
}
