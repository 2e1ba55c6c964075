package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that run at a model's provider are said once on standard error and recorded; the request goes through. */
class RemoteToolsTest {

    private static final String SEARCHES =
            "{\"model\":\"claude\",\"max_tokens\":9,\"messages\":[],\"tools\":[{\"type\":\"web_search_20250305\"}]}";
    private static final String CALLS =
            "{\"model\":\"gpt\",\"messages\":[],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}";

    @TempDir
    private Path directory;

    @Test
    void requestThatDeclaresThem_isSent_andSaidOnce() throws IOException {
        try (CountingServer server = new CountingServer()) {
            String url = "http://127.0.0.1:" + server.port();
            Path config = Configurations.text(directory, "models", List.of("version: 1", "store: store"));
            ChildJvm.Ended ended = ChildJvm.on(Jdks.all().get(0))
                    .agent(config)
                    .classPath(GuardJar.applications())
                    .main("app.HttpApp", "JdkClient")
                    .run(
                            "sync-bytes POST " + url + "/v1/chat/completions " + base64(CALLS),
                            "sync-bytes POST " + url + "/v1/messages " + base64(SEARCHES),
                            "sync-bytes POST " + url + "/v1/messages " + base64(SEARCHES));

            assertThat(ended.out().lines().filter(line -> line.startsWith("answer 200")))
                    .hasSize(3);
            assertThat(ended.err().lines().filter(line -> line.contains("is given")))
                    .singleElement()
                    .asString()
                    .contains("`web_search_20250305`", "`127.0.0.1:" + server.port() + "`", "runs there");
            assertThat(record().filter(line -> line.contains("\"kind\":\"MODEL_TOOLS\"")))
                    .hasSize(1);
        }
    }

    private Stream<String> record() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().lines();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
