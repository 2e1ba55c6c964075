package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tool has sent by a thread of the client is judged as the tool's. */
class AttributionTest {

    private static final String FOUND = "rw_Fe7Kq29dTzLmVx84NpYw31BsUcHg60aR";

    @TempDir
    private Path directory;

    @Test
    void tokenThatAToolFound_doesNotWrite_fromAThreadOfTheClientEither() throws Exception {
        Platform okHttp =
                Platform.of("okhttp").reduce((earlier, later) -> later).orElseThrow();
        try (CountingServer server = new CountingServer();
                ChildJvm child = ChildJvm.on(okHttp.jdk())
                        .agent(Configurations.write(directory, "attribution", "mode: enforce"))
                        .classPath(GuardJar.applications())
                        .classPath(okHttp.libraries())
                        .classPath(Libraries.in("target/langchain4j/1.19.0"))
                        .classPath(Libraries.in("target/langchain4j/beside"))
                        .classPath(Libraries.annotations(directory))
                        .main("app.ToolApp", "sync")
                        .start()
                        .ready()) {
            String url = "http://localhost:" + server.port() + "/notes";
            String later = "noteLater " + base64(note(url, "other-token-0123456789"));
            assertThat(child.ask(later)).isEqualTo("ran=[noteLater] model=read: status 200");
            long before = server.bytes();
            String found = "readFile " + base64("{\"name\": \"notes.txt\"}") + " noteLater " + base64(note(url, FOUND));
            assertThat(child.ask(found)).contains("credentials.found");
            assertThat(server.bytes()).isEqualTo(before);
        }
    }

    private static String note(String url, String token) {
        return "{\"url\": \"" + url + "\", \"words\": \"" + base64("{\"text\":\"a\"}") + "\", \"token\": \"" + token
                + "\"}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
