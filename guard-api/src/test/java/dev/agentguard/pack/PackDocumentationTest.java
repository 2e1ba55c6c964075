package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packs that docs/packs.md shows load, and do what the page says. */
class PackDocumentationTest {

    private static final String HOST = "api.things.example";

    @TempDir
    private Path folder;

    private Packs packs;

    @BeforeEach
    void load() throws IOException {
        String page = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/packs.md"));
        List<Path> files = new ArrayList<>();
        for (String part : page.split("```yaml\n", -1)) {
            if (part.startsWith("guard-pack")) {
                Path file = folder.resolve("pack" + files.size() + ".yaml");
                files.add(Files.writeString(file, part.substring(0, part.indexOf("```"))));
            }
        }
        Files.writeString(
                folder.resolve("things.graphql"),
                "type Mutation { thingClose(id: ID, permanently: Boolean = false): ID }");
        assertThat(files).hasSize(3);
        packs = Packs.load(files, Map.of());
    }

    private Reversibility http(String method, String path, Map<String, Object> arguments) {
        return read(Protocol.HTTP, path, method, path, arguments);
    }

    private Reversibility read(
            Protocol protocol, String path, String type, String name, Map<String, Object> arguments) {
        return packs.effectOf(new Operation(protocol, HOST, path, type, name, arguments, new Evidence("test", "")))
                .reversibility();
    }

    @Test
    void requestsAreReadAsThePageSays() {
        assertThat(http("DELETE", "/v1/things/5", Map.of())).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(http("DELETE", "/v1/things/5/watchers/ann", Map.of())).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(http("POST", "/v1/things/search", Map.of())).isEqualTo(Reversibility.READ_ONLY);
        assertThat(http("PATCH", "/v1/things/5", Map.of("retentionDays", 0))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(http("PATCH", "/v1/things/5", Map.of("retentionDays", 7))).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void mutationIsReadAsThePageSays() {
        assertThat(read(Protocol.GRAPHQL, "/graphql", "mutation", "thingClose", Map.of("id", "5")))
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(read(Protocol.GRAPHQL, "/graphql", "mutation", "thingClose", Map.of("permanently", true)))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(read(Protocol.GRAPHQL, "/graphql", "mutation", "thingPolish", Map.of()))
                .isEqualTo(Reversibility.UNKNOWN);
    }
}
