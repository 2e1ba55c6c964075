package dev.agentguard.langchain4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.config.ConfigException;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.Mode;
import dev.agentguard.mcp.DeclaredServer;
import dev.agentguard.mcp.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

class GuardPropertiesTest {

    @TempDir
    Path folder;

    private final StandardEnvironment environment = new StandardEnvironment() {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {}
    };
    private Path work;
    private Path elsewhere;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        Files.createDirectory(work.resolve(".git"));
        elsewhere = Files.createDirectories(folder.resolve("etc"));
    }

    @Test
    void anApplicationYaml_isReadAsAGuardYamlWithTheSameContentWouldBe() throws IOException {
        add(file(elsewhere, """
                guard:
                  mode: monitor
                  agent: {environments: [staging]}
                  environments:
                    staging:
                      hosts: [api.staging.example.com]
                      resources: {"railway:volume": [3d2c42fb]}
                      aws: [{account: 111122223333}]
                    production: {protected: on}
                    sandbox:
                  checks: {recoverability: off}
                  disposable: target, node_modules
                """));

        GuardConfig config = locate();

        assertThat(config.mode()).isEqualTo(Mode.MONITOR);
        assertThat(config.assigned()).containsExactly("staging");
        assertThat(config.environments()).containsOnlyKeys("staging", "production", "sandbox");
        assertThat(config.disposable()).hasSize(2);
        assertThat(config.checks()).hasSize(GuardConfig.none().checks().size() - 1);
        assertThat(config.trusted()).isTrue();
        assertThat(config.source()).isEqualTo("`guard.*` properties");
    }

    @Test
    void aMistake_namesThePropertyItsFileAndLine_whatWasFoundAndWhatIsExpected() throws IOException {
        Path file = elsewhere.resolve("application.yaml");
        add(file(elsewhere, "guard:\n  agent:\n    environments: [staging]\n  mode: strict\n"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("args", Map.of("guard.environments.staging.railway[0]", "staging")));

        assertThatThrownBy(this::locate)
                .isInstanceOf(ConfigException.class)
                .hasMessage("`guard.mode` (file [" + file
                        + "] - 4:9): expected one of `enforce`, `monitor`, found `strict`");
    }

    @Test
    void unknownKeys_areErrorsWhereTheNameSpaceIsGuardsAlone() {
        add(new MapPropertySource("args", Map.of("guard.envs", "x")));
        assertThatThrownBy(this::locate).hasMessageStartingWith("`guard.envs` (args): unknown key `envs`");
    }

    @Test
    void variablesAndSystemProperties_countOnlyWhereGuardKnowsThem() {
        add(new MapPropertySource("systemProperties", Map.of("guard.jar", "guard.jar", "guard.test.jvm", "java")));
        add(new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("GUARD_RAILWAY_TOKEN", "secret", "GUARD_MODE", "monitor")));

        assertThat(locate().mode()).isEqualTo(Mode.MONITOR);
    }

    @Test
    void systemProperties_mayHoldEverySectionOfTheFile() {
        add(new MapPropertySource(
                "systemProperties",
                Map.of(
                        "guard.mcp.servers[0].name", "github",
                        "guard.mcp.servers[0].trust", "denied",
                        "guard.refusals.roll-back", "on")));

        assertThat(locate().servers()).extracting(DeclaredServer::trust).containsExactly(Trust.DENIED);
        assertThat(locate().refusalsRollBack()).isTrue();
    }

    @Test
    void theFirstSourceHolds_ofAListAllItemsOfOneSource() {
        add(new MapPropertySource("first", Map.of("guard.agent.environments[0]", "one", "guard.mode", "enforce")));
        add(new MapPropertySource(
                "second",
                Map.of(
                        "guard.agent.environments[0]", "two",
                        "guard.agent.environments[1]", "one",
                        "guard.mode", "monitor",
                        "guard.environments.one.railway", "one",
                        "guard.environments.two.railway", "two")));
        GuardConfig config = locate();
        assertThat(config.assigned()).containsExactly("one");
        assertThat(config.mode()).isEqualTo(Mode.ENFORCE);

        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("args", Map.of("guard.agent.environments", "two,one")));
        assertThat(locate().assigned()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void serversOfMcp_areDeclaredByPropertiesToo() {
        add(new MapPropertySource(
                "first",
                Map.of(
                        "guard.mcp.servers[0].name", "github",
                        "guard.mcp.servers[0].trust", "denied",
                        "guard.mcp.servers[1].url", "https://mcp.example.com/*",
                        "guard.mcp.servers[1].hints", "ignore")));

        assertThat(locate().servers())
                .extracting(DeclaredServer::trust)
                .containsExactly(Trust.DENIED, Trust.UNDECLARED);
        assertThat(locate().servers()).extracting(DeclaredServer::hints).containsExactly(true, false);
    }

    @Test
    void placeholders_areFilledFromWhatAHumanSet() throws IOException {
        add(new MapPropertySource("args", Map.of("guard.mode", "${stage.mode:enforce}")));
        assertThat(locate().mode()).isEqualTo(Mode.ENFORCE);
        add(file(work, "stage: {mode: monitor}\n"));
        assertThat(locate().mode()).isEqualTo(Mode.ENFORCE);
        add(new MapPropertySource("more", Map.of("stage.mode", "monitor")));
        assertThat(locate().mode()).isEqualTo(Mode.MONITOR);
    }

    @Test
    void aFileOfTheWorkingDirectory_wasMerelyFound_soItOnlyTightens() throws IOException {
        Files.createDirectories(work.resolve("config/prod"));
        for (String place : new String[] {".", "config", "config/prod"}) {
            PropertySource<?> source = file(work.resolve(place), "guard: {mode: monitor, enabled: false}\n");
            environment.getPropertySources().addFirst(source);

            assertThat(locate().mode()).as(place).isEqualTo(Mode.ENFORCE);
            assertThat(locate().trusted()).as(place).isFalse();
            assertThat(properties().switchedOff()).as(place).isNull();
            environment.getPropertySources().remove(source.getName());
        }
    }

    @Test
    void aFileThatWasMerelyFound_isKnownByTheNameOfItsSourceWhereItsOriginIsLost() {
        String name = "Config resource 'file [config/application.yaml]' via location 'optional:file:./config/'";
        add(new MapPropertySource(name, Map.of("guard.mode", "monitor")));
        assertThat(locate().mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void aFileThatWasMerelyFound_changesNothingOfWhatAHumanSet() throws IOException {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "defaults",
                        Map.of("guard.agent.environments", "staging", "guard.environments.staging.railway", "s")));
        environment
                .getPropertySources()
                .addFirst(
                        file(
                                work,
                                "guard: {agent: {environments: [production]}, environments: {production: {disposable: true}}}"));

        assertThat(locate().assigned()).containsExactly("staging");
        assertThat(locate().environments()).containsOnlyKeys("staging");
        assertThat(properties().ignored()).hasSize(2);
    }

    @Test
    void aNamedFile_isTheWholeConfiguration_andNothingElseMayBeSetBesideIt() throws IOException {
        Path file = Files.writeString(elsewhere.resolve("guard.yaml"), "version: 1\nmode: monitor\n");
        add(new MapPropertySource("args", Map.of("guard.config", file.toString())));
        assertThat(locate().mode()).isEqualTo(Mode.MONITOR);
        assertThat(locate().file()).isEqualTo(file);

        add(new MapPropertySource("more", Map.of("guard.store", "there")));
        assertThatThrownBy(this::locate)
                .hasMessage(
                        "guard is configured twice, by properties such as `guard.store` (more) and by `guard.config`"
                                + " (args): keep one of them");
    }

    @Test
    void aGuardYamlInTheWorkingDirectoryBesideProperties_isAnErrorToo() throws IOException {
        Files.writeString(work.resolve("guard.yaml"), "version: 1\n");
        assertThat(locate().file()).isNotNull();
        add(new MapPropertySource("args", Map.of("guard.mode", "enforce")));
        assertThatThrownBy(this::locate)
                .hasMessageContaining("configured twice")
                .hasMessageContaining("`guard.yaml` in the working directory");
    }

    @Test
    void withoutAnyProperty_itIsAsWithoutSpring() {
        assertThat(locate().isConfigured()).isFalse();
        assertThat(properties().switchedOff()).isNull();
    }

    @Test
    void secretsAreNamedAsVariables_andAreAlsoFoundAmongThePropertiesThatAHumanSet() {
        Map<String, Object> credential = Map.of(
                "guard.credentials[0].name", "domains",
                "guard.credentials[0].from", "env:SOME_TOKEN_OF_THIS_TEST",
                "guard.credentials[0].purpose", "domains");
        add(new MapPropertySource("args", credential));
        assertThatThrownBy(this::locate)
                .hasMessage(
                        "`guard.credentials[0].from` (args): environment variable `SOME_TOKEN_OF_THIS_TEST` is not set");
        add(new MapPropertySource("vault", Map.of("SOME_TOKEN_OF_THIS_TEST", "token-1234567890")));
        assertThat(locate().credentials()).hasSize(1);
    }

    @Test
    void aSecretInstead_isNotShown() {
        add(new MapPropertySource(
                "args",
                Map.of(
                        "guard.credentials[0].name", "domains",
                        "guard.credentials[0].from", "sk-1234567890abcdef",
                        "guard.credentials[0].purpose", "domains")));
        assertThatThrownBy(this::locate)
                .hasMessageStartingWith("`guard.credentials[0].from` (args): ")
                .hasMessageNotContaining("sk-1234567890abcdef");
    }

    @Test
    void enabled_isTrueOrFalse() {
        add(new MapPropertySource("args", Map.of("guard.enabled", "perhaps")));
        assertThatThrownBy(() -> properties().switchedOff())
                .hasMessage("`guard.enabled` (args): expected `true` or `false`, found `perhaps`");
    }

    private void add(PropertySource<?> source) {
        environment.getPropertySources().addLast(source);
    }

    private static PropertySource<?> file(Path directory, String content) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), content);
        return new YamlPropertySourceLoader()
                .load("file " + file, new FileSystemResource(file))
                .get(0);
    }

    private GuardProperties properties() {
        return GuardProperties.of(environment, work);
    }

    private GuardConfig locate() {
        return new GuardConfiguration(properties(), ConfigLocator.in(work), work).locate();
    }
}
