package dev.agentguard.javaagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import dev.agentguard.javaagent.process.ChildJvms;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of supported clients is what the instrumentations say of themselves. */
class SupportedClientsTest {

    private static final Path PAGE = Path.of("../../docs/supported-clients.md");
    private static final Path WRITTEN = Path.of("target/supported-clients.md");

    @Test
    void page_isWhatTheCodeSays() throws IOException {
        String page = page();
        Files.writeString(WRITTEN, page);
        assertThat(PAGE)
                .as("copy `%s` there", WRITTEN.toAbsolutePath())
                .content()
                .isEqualTo(page);
    }

    private static String page() {
        List<TypeInstrumentation> all = Instrumentations.all(new ChildJvms(null, null), mock(Instrumentation.class));
        Stream<String> rows = all.stream()
                .flatMap(instrumentation -> instrumentation.clients().stream())
                .map(client -> "| " + client.name() + " | " + client.versions() + " | " + client.refusal() + " |\n")
                .sorted();
        return "# Clients that the Java agent guards\n\n"
                + "Written from the code; a test compares. What holds for all of them: [the Java agent](java-agent.md).\n"
                + "The versions are those that the tests run, the newest in every build; others between them are guarded too.\n"
                + "A version in which the guarded class is missing ends the application in `mode: enforce`.\n\n"
                + "| client | versions | how a refusal arrives |\n|---|---|---|\n"
                + rows.collect(Collectors.joining());
    }
}
