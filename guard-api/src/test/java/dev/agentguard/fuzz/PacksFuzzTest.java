package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.pack.Packs;
import dev.agentguard.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** A user's pack that is anything but a pack is said so, in one message that names the file. */
@Tag("fuzz")
class PacksFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void pack(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".yaml");
        try {
            Files.write(file, data);
            Watched.run(() -> {
                try {
                    return Packs.load(List.of(file), Map.of());
                } catch (YamlException | IllegalArgumentException e) {
                    assertThat(e.getMessage()).contains(file.toString());
                    return e;
                }
            });
        } finally {
            Files.delete(file);
        }
    }
}
