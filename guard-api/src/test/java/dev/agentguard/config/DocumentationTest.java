package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.decision.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every {@code guard.yaml} in the documentation loads. */
class DocumentationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/configuration.md"})
    void each_example_loads_without_a_warning(String document) throws IOException {
        List<String> examples = examples(document);
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            GuardConfig config = ConfigReader.read(
                    work.resolve("guard.yaml"),
                    example.getBytes(StandardCharsets.UTF_8),
                    true,
                    name -> "secret-" + name);
            assertThat(config.warnings()).isEmpty();
            assertThat(example).containsAnyOf("environments:", "permits:", "application:", "disposable:");
        }
    }

    @Test
    void the_page_names_every_section_and_check() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/configuration.md"));
        for (Check check : Check.values()) {
            assertThat(page).contains(check.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        assertThat(page)
                .contains(
                        "version",
                        "mode",
                        "agent",
                        "environments",
                        "credentials",
                        "resolvers",
                        "backups",
                        "budgets",
                        "providers",
                        "rules",
                        "rule-files",
                        "checks",
                        "mcp",
                        "refusals",
                        "application",
                        "packs",
                        "approval",
                        "store");
    }

    private static List<String> examples(String document) throws IOException {
        List<String> examples = new ArrayList<>();
        StringBuilder open = null;
        for (String line : Files.readAllLines(PROJECT.resolve(document))) {
            if (open == null) {
                open = line.equals("```yaml") ? new StringBuilder() : null;
            } else if (line.equals("```")) {
                examples.add(open.toString());
                open = null;
            } else {
                open.append(line).append('\n');
            }
        }
        return examples;
    }
}
