package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.yaml.PropertyTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    private final PropertyTree tree = new PropertyTree("guard");

    @BeforeEach
    void marksTheProject() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
    }

    @Test
    void properties_areReadAsAFileWithTheSameContentWouldBe() throws IOException {
        tree.add("guard.mode", "monitor", "")
                .add("guard.agent.environments", "staging", "")
                .add("guard.environments.staging.hosts[0]", "api.staging.example.com", "")
                .add("guard.rules[0].id", "no-volumes", "")
                .add("guard.rules[0].match.operation", "railway:volumeDelete", "")
                .add("guard.rules[0].verdict", "deny", "")
                .add("guard.permits[0].id", "small", "")
                .add("guard.permits[0].match.operation", "stripe:POST /v1/refunds", "")
                .add("guard.permits[0].count[1d]", "20", "");
        Path file = Files.writeString(folder.resolve("guard.yaml"), """
                version: 1
                mode: monitor
                agent: {environments: [staging]}
                environments: {staging: {hosts: [api.staging.example.com]}}
                rules: [{id: no-volumes, match: {operation: "railway:volumeDelete"}, verdict: deny}]
                permits: [{id: small, match: {operation: "stripe:POST /v1/refunds"}, count: {1d: 20}}]
                """);

        GuardConfig config = read(true);
        GuardConfig same = GuardConfig.load(file, true);

        assertThat(config.mode()).isEqualTo(same.mode());
        assertThat(config.assigned()).isEqualTo(same.assigned());
        assertThat(config.environments().keySet()).isEqualTo(same.environments().keySet());
        assertThat(config.rules()).hasSameSizeAs(same.rules());
        assertThat(config.quotas()).hasSameSizeAs(same.quotas());
        assertThat(config.quotas().get(0).limits())
                .isEqualTo(same.quotas().get(0).limits());
        assertThat(config.store()).isEqualTo(same.store());
        assertThat(config.isConfigured()).isTrue();
        assertThat(config.source()).isEqualTo("the properties");
        assertThat(config.toPolicy(false).configured()).isTrue();
    }

    @Test
    void whatNobodySet_onlyTightens() {
        tree.add("guard.mode", "monitor", "application.yaml - 1:7");

        GuardConfig config = read(false);

        assertThat(config.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.warnings())
                .containsExactly(
                        "`guard.mode` (application.yaml - 1:7): `mode: monitor` is ignored, this file was merely"
                                + " found; `guard trust` lets it loosen");
    }

    @Test
    void mistakes_nameTheProperty() {
        tree.add("guard.environments.staging.railwy", "x", "application.yaml - 4:7");
        assertThatThrownBy(() -> read(true))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "`guard.environments.staging.railwy` (application.yaml - 4:7): unknown key `railwy`")
                .hasMessageContaining("did you mean `railway`?");
    }

    @Test
    void versionMayBeLeftOut_butAnotherIsRefused() {
        tree.add("guard.mode", "enforce", "");
        assertThat(read(true).mode()).isEqualTo(Mode.ENFORCE);
        tree.add("guard.version", "2", "");
        assertThatThrownBy(() -> read(true)).hasMessage("`guard.version`: expected version `1`, found `2`");
    }

    @Test
    void rulesOfNow_areThoseOfThePropertiesAndOfTheRuleFiles() throws IOException {
        tree.add("guard.rules[0].id", "one", "")
                .add("guard.rules[0].match.operation", "railway:volumeDelete", "")
                .add("guard.rules[0].verdict", "deny", "");
        GuardConfig config = read(true);
        int before = config.rulesNow().rules().size();
        Files.writeString(folder.resolve("AGENTS.md"), "# Rules\n\n- Never run `git push --force`.\n");
        assertThat(config.rulesNow().rules().size()).isGreaterThan(before);
    }

    private GuardConfig read(boolean trusted) {
        return GuardConfig.of(new Settings("the properties", tree, folder, trusted, name -> null));
    }
}
