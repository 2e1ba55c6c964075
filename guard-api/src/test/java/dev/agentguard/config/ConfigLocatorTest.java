package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLocatorTest {

    private static final String MONITOR = "version: 1\nmode: monitor\n";

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private Path work;
    private Path home;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        home = Files.createDirectory(folder.resolve("home"));
        for (String name : new String[] {"argument", "property", "variable"}) {
            Files.writeString(work.resolve(name + ".yaml"), MONITOR);
        }
    }

    @Test
    void namedFile_isTrusted_theArgumentBeforeThePropertyBeforeTheVariable() throws IOException {
        Files.writeString(work.resolve("guard.yaml"), "version: 1\n");
        variables.put("GUARD_CONFIG", "variable.yaml");
        assertThat(locate(null).file()).isEqualTo(work.resolve("variable.yaml"));
        properties.put("guard.config", work.resolve("property.yaml").toString());
        assertThat(locate(" ").file()).isEqualTo(work.resolve("property.yaml"));

        GuardConfig config = locate("argument.yaml");

        assertThat(config.file()).isEqualTo(work.resolve("argument.yaml"));
        assertThat(config.trusted()).isTrue();
        assertThat(config.mode()).isEqualTo(Mode.MONITOR);
    }

    @Test
    void namedFile_thatIsMissing_isAnErrorThatSaysWhoNamedIt() {
        variables.put("GUARD_CONFIG", "a.yaml");
        assertThatThrownBy(() -> locate(null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("the file that the environment variable `GUARD_CONFIG` names does not exist or cannot be"
                        + " read: `a.yaml`");
        properties.put("guard.config", "b.yaml");
        assertThatThrownBy(() -> locate(null))
                .hasMessage("the file that the system property `guard.config` names does not exist or cannot be read:"
                        + " `b.yaml`");
        assertThatThrownBy(() -> locate("c.yaml"))
                .hasMessage("the file that the agent argument names does not exist or cannot be read: `c.yaml`");
        assertThatThrownBy(() -> locate("c\0")).hasMessage("the file that the agent argument names is no file name");
    }

    @Test
    void noFile_meansTheDefaults() {
        assertThat(locate(null)).isEqualTo(GuardConfig.none());
    }

    @Test
    void noFile_stillEnforcesTheUsualRuleFiles() throws IOException {
        Files.writeString(work.resolve("AGENTS.md"), "Never delete volumes.\n");
        GuardConfig config = locate(null);
        assertThat(config.file()).isNull();
        assertThat(config.rules()).hasSize(1);
        assertThat(config.toPolicy(false).configured()).isFalse();
        String version = config.toPolicy(false).version();
        Files.writeString(work.resolve("AGENTS.md"), "Never delete volumes or buckets.\n");
        assertThat(locate(null).toPolicy(false).version()).isNotEqualTo(version);
    }

    @Test
    void foundFile_isUntrusted_untilItIsPinned_andAgainAfterAChange() throws IOException {
        Path found = Files.writeString(work.resolve("guard.yaml"), MONITOR);
        assertThat(locate(null).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(locate(null).warnings()).hasSize(1);

        String line = new TrustedFiles(home).pin(found);

        assertThat(Files.readAllLines(home.resolve(".guard/trusted"))).containsExactly(line);
        assertThat(locate(null).trusted()).isTrue();
        assertThat(locate(null).mode()).isEqualTo(Mode.MONITOR);

        Files.writeString(found, MONITOR + "# changed\n");
        assertThat(locate(null).trusted()).isFalse();

        new TrustedFiles(home).pin(found);
        assertThat(locate(null).trusted()).isTrue();
        assertThat(Files.readAllLines(home.resolve(".guard/trusted"))).hasSize(1);
    }

    @Test
    void pin_coversThePacks_andThePlaceOfTheFile() throws IOException {
        Files.writeString(work.resolve("pack.yaml"), "id: a\n");
        Path found = Files.writeString(work.resolve("guard.yaml"), "version: 1\npacks: [pack.yaml]\n");
        new TrustedFiles(home).pin(found);
        assertThat(locate(null).trusted()).isTrue();

        Files.writeString(work.resolve("pack.yaml"), "id: b\n");
        assertThat(locate(null).trusted()).isFalse();

        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("pack.yaml"), "id: a\n");
        Files.copy(found, elsewhere.resolve("guard.yaml"));
        assertThat(new ConfigLocator(properties::get, variables::get, elsewhere, home)
                        .locate(null)
                        .trusted())
                .isFalse();
    }

    @Test
    void pin_ofWhatCannotBeRead_isRefused() throws IOException {
        TrustedFiles trusted = new TrustedFiles(home);
        assertThatThrownBy(() -> trusted.pin(work.resolve("guard.yaml")))
                .hasMessage("guard.yaml: no such file, or it cannot be read: `" + work.resolve("guard.yaml") + "`");

        Path broken = Files.writeString(work.resolve("guard.yaml"), "a: [");
        assertThatThrownBy(() -> trusted.pin(broken)).hasMessageStartingWith("guard.yaml:1:");
    }

    @Test
    void foundFile_thatCannotBeRead_isAnError_notIgnored() throws IOException {
        Files.createDirectory(work.resolve("guard.yaml"));

        assertThatThrownBy(() -> locate(null))
                .hasMessage("guard.yaml: found in the working directory, but it cannot be read");
    }

    private GuardConfig locate(String argument) {
        return new ConfigLocator(properties::get, variables::get, work, home).locate(argument);
    }
}
