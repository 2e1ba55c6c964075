package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledLangChain4jTest {

    @Test
    void version_that_is_compiled_against_is_supported_and_named() {
        assertThat(InstalledLangChain4j.check()).isEqualTo(Generation.MESSAGES);
        assertThat(InstalledLangChain4j.version()).isEqualTo("1.19.0");
    }

    /** A release that overrides would miss, made up: there is no such one up to now. */
    @Test
    void version_whose_tools_cannot_be_guarded_builds_no_service(@TempDir Path directory) throws Exception {
        Path source = directory.resolve("ToolService.java");
        Files.writeString(
                source,
                "package dev.langchain4j.service.tool; public class ToolService {"
                        + " public ToolServiceContext createContext(String later) { return null; } }");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        String.join(File.pathSeparator, ChildJvm.classPath()),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(status).isZero();
        List<String> classPath = new ArrayList<>(ChildJvm.classPath());
        classPath.add(0, directory.toString());

        assertThat(ChildJvm.run(classPath, List.of(), ExplicitProbe.class))
                .contains("failed: dev.langchain4j.service.IllegalConfigurationException")
                .contains("ToolService.createContext(InvocationContext, UserMessage, List)")
                .contains("supported are versions 1.5 to 1.19")
                .doesNotContain("built");
    }
}
