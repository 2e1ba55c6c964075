package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.decision.Check;
import dev.agentguard.decision.Policy;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.rules.Inputs;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.backup.Domain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {

    private static final String KEY = "ed25519:MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    private static final String OTHER_KEY = "ed25519:MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    static final String FULL = """
        version: 1
        mode: monitor
        agent:
          environments: [staging]
        environments:
          staging:
            hosts: [Staging.example.com, "*.staging.example.com", "127.0.0.1:8443"]
            railway: [staging, 0e2fe8c0]
            resources: {"railway:volume": [3d2c42fb]}
          production: {protected: true, reads: deny}
          sandbox: {disposable: true}
        credentials:
          - name: domains
            from: env:DOMAINS
            purpose: custom domains
            operations: ["railway:customDomain*"]
            environments: [staging]
            expires: 2026-12-31T00:00:00Z
        resolvers:
          railway: {token: "env:RAILWAY", time-limit: 2s}
          databases: [{url: "jdbc:postgresql://DB.internal/orders?ssl=true", user: guard, password: "env:RAILWAY", addresses: ["10.0.0.5:5432"]}, {url: "jdbc:h2:mem:x"}]
        providers:
          railway: {hosts: ["127.0.0.1:8443"]}
        rules:
          - id: no-production-volumes
            match: {operation: "railway:volume*", reversibility: irreversible, environment: production, kind: data, resource: "railway:volume"}
            verdict: deny
            reason: volumes hold the backups too
            instead: ask the database team
        rule-files: [RULES.md]
        checks: {credential-purpose: off, recoverability: on}
        application: {hosts: ["orders.internal:8080"]}
        packs: [my-pack.yaml]
        approval: {expires-after: 1h}
        store: state
        backups:
          - name: nightly
            of: {environment: production, resource: ["railway:volume 3d2c*", "sql:*"], database: "db.internal:5432/*"}
            location: ["s3://backups/nightly", "terraform:stack backups"]
            maximal-age: 26h
            minimal-size: 1024
            time-limit: 3s
            check: {http: "env:DUMP", ask-for: first-byte, authorization: "env:RAILWAY", command: [pg_restore, --list, /dev/null], file: dump}
        refusals: {roll-back: on}
        """;

    static final Map<String, String> VARIABLES = Map.of(
            "DOMAINS", "abc",
            "RAILWAY", "hunter2",
            "DUMP", "https://backups.example.com/latest.dump?sig=hunter2",
            "WEBHOOK", "0123456789abcdef",
            "SHORT", "short");

    @TempDir
    Path folder;

    @BeforeEach
    void filesBeside() throws IOException {
        Files.writeString(folder.resolve("RULES.md"), "# Rules\n\nNever delete backups.\n");
        Files.writeString(folder.resolve("my-pack.yaml"), "id: mine\n");
    }

    @Test
    void everySection_isRead() throws IOException {
        GuardConfig config = load(FULL, true);
        assertThat(config.refusalsRollBack()).isTrue();

        assertThat(config.trusted()).isTrue();
        assertThat(config.mode()).isEqualTo(Mode.MONITOR);
        assertThat(config.assigned()).containsExactly("staging");
        assertThat(config.environments())
                .containsOnly(
                        Map.entry(
                                "staging",
                                new Environment(
                                        "staging",
                                        false,
                                        false,
                                        false,
                                        List.of("staging.example.com", "*.staging.example.com", "127.0.0.1:8443"),
                                        Map.of("railway:volume", List.of("3d2c42fb")),
                                        List.of("staging", "0e2fe8c0"))),
                        Map.entry(
                                "production",
                                new Environment("production", true, false, true, List.of(), Map.of(), List.of())),
                        Map.entry(
                                "sandbox",
                                new Environment("sandbox", false, true, false, List.of(), Map.of(), List.of())));
        assertThat(config.credentials())
                .containsExactly(new DeclaredCredential(
                        "domains",
                        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "custom domains",
                        List.of("railway:customDomain*"),
                        List.of("staging"),
                        Instant.parse("2026-12-31T00:00:00Z")));
        assertThat(config.resolvers().railway()).isNotNull();
        assertThat(config.resolvers().railway().endpoint())
                .isEqualTo(URI.create("https://backboard.railway.com/graphql/v2"));
        assertThat(config.resolvers().railway().token().reveal()).isEqualTo("hunter2");
        assertThat(config.resolvers().railway().timeLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.databases()).hasSize(2);
        assertThat(config.databases().get(0).addresses()).containsExactly("10.0.0.5:5432", "db.internal:5432");
        assertThat(config.databases().get(0).timeLimit()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.databases().get(1).addresses()).containsExactly("");
        assertThat(config.backups()).singleElement().satisfies(backup -> {
            assertThat(backup.name()).isEqualTo("nightly");
            assertThat(backup.of().environments()).containsExactly("production");
            assertThat(backup.of().resources())
                    .extracting(Glob::pattern)
                    .containsExactly("railway:volume 3d2c*", "sql:*");
            assertThat(backup.domains())
                    .containsExactly(new Domain("s3", "backups/nightly"), new Domain("terraform:stack", "backups"));
            assertThat(backup.maximalAge()).isEqualTo(Duration.ofHours(26));
            assertThat(backup.minimalSize()).isEqualTo(1024);
            assertThat(backup.timeLimit()).isEqualTo(Duration.ofSeconds(3));
            assertThat(backup.checks())
                    .extracting(check -> check.getClass().getSimpleName())
                    .containsExactly("HttpCheck", "FileCheck", "CommandCheck");
        });
        assertThat(config.providerHosts()).containsOnly(Map.entry("railway", List.of("127.0.0.1:8443")));
        assertThat(config.checks()).doesNotContain(Check.CREDENTIAL_PURPOSE).hasSize(Check.values().length - 1);
        assertThat(config.application().hosts()).containsExactly("orders.internal:8080");
        assertThat(config.packs()).containsExactly(folder.resolve("my-pack.yaml"));
        assertThat(config.ruleFiles()).containsExactly(folder.resolve("RULES.md"));
        assertThat(config.approval().expiry()).isEqualTo(Duration.ofHours(1));
        assertThat(config.store()).isEqualTo(folder.resolve("state"));
        assertThat(config.warnings()).isEmpty();
        assertThat(config.rules()).extracting("id").contains("no-production-volumes", "RULES.md:3");
    }

    @Test
    void ruleOfTheFile_matchesWithItsLine() throws IOException {
        Effect effect = Effect.of("railway:volumeDelete", new Evidence("body", ""))
                .resource("railway:volume", "v1")
                .reversibility(Reversibility.IRREVERSIBLE, "gone")
                .build();
        GuardConfig config = load(FULL, true);

        assertThat(config.ruleBook().matching(Inputs.of(effect, Set.of("production"))))
                .containsExactly(new RuleMatch(
                        "no-production-volumes",
                        "guard.yaml:25",
                        RuleMatch.Verdict.DENY,
                        "volumes hold the backups too",
                        "ask the database team"));
        assertThat(config.ruleBook().matching(Inputs.of(effect, Set.of("staging"))))
                .isEmpty();
    }

    @Test
    void nothingButTheVersion_meansTheDefaults() throws IOException {
        GuardConfig config = load("version: 1\n", true);

        assertThat(config.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.checks()).containsExactlyInAnyOrder(Check.values());
        assertThat(config.approval().expiry()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.store()).isEqualTo(folder.resolve(".guard"));
        assertThat(config.resolvers().railway()).isNull();
        assertThat(config.ruleFiles()).isEmpty();
    }

    @Test
    void usualRuleFiles_besideTheConfiguration_areRead_unlessOthersAreListed() throws IOException {
        Files.writeString(folder.resolve("AGENTS.md"), "Never delete volumes.\n");
        Files.createDirectories(folder.resolve(".cursor/rules"));
        Files.writeString(folder.resolve(".cursor/rules/data.mdc"), "---\nglobs: a\n---\nNever drop tables.\n");
        Files.writeString(folder.resolve(".cursor/rules/other.txt"), "Never delete branches.\n");

        assertThat(load("version: 1\n", true).rules())
                .extracting("source")
                .containsExactly("AGENTS.md:1", ".cursor/rules/data.mdc:4");
        assertThat(load("version: 1\nrule-files: []\n", true).rules()).isEmpty();
    }

    @Test
    void digest_changesWithTheFile_aRuleFile_andAPack_andWithNothingElse() throws IOException {
        String digest = load(FULL, true).digest();
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(load(FULL, true).digest()).isEqualTo(digest);
        assertThat(load(FULL + "# more\n", true).digest()).isNotEqualTo(digest);

        Files.writeString(folder.resolve("RULES.md"), "# Rules\n");
        String withOtherRules = load(FULL, true).digest();
        assertThat(withOtherRules).isNotEqualTo(digest);

        Files.writeString(folder.resolve("my-pack.yaml"), "id: other\n");
        assertThat(load(FULL, true).digest()).isNotIn(digest, withOtherRules);
    }

    @Test
    void policy_carriesWhatDecisionsDependOn() throws IOException {
        GuardConfig config = load(FULL, true);

        assertThat(config.toPolicy(true))
                .isEqualTo(new Policy(
                        config.digest(),
                        true,
                        config.environments(),
                        Set.of("staging"),
                        config.checks(),
                        config.application(),
                        true,
                        true));
        assertThat(GuardConfig.none().toPolicy(false)).isEqualTo(Policy.unconfigured(false));
    }

    @Test
    void foundFile_onlyTightens_andListsWhatWasIgnored() throws IOException {
        Files.writeString(folder.resolve("AGENTS.md"), "Never delete volumes.\n");

        GuardConfig config = load(FULL, false);

        assertThat(config.trusted()).isFalse();
        assertThat(config.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(config.checks()).containsExactlyInAnyOrder(Check.values());
        assertThat(config.application()).isEqualTo(Application.NONE);
        assertThat(config.providerHosts()).isEmpty();
        assertThat(config.credentials()).isEmpty();
        assertThat(config.packs()).isEmpty();
        assertThat(config.resolvers().railway()).isNull();
        assertThat(config.backups()).isEmpty();
        assertThat(config.store()).isEqualTo(folder.resolve(".guard"));
        assertThat(config.approval().expiry()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.environments().get("sandbox").disposable()).isFalse();
        assertThat(config.environments().get("production").isProtected()).isTrue();
        assertThat(config.environments().get("production").denyReads()).isTrue();
        assertThat(config.assigned()).containsExactly("staging");
        assertThat(config.ruleFiles()).containsExactly(folder.resolve("RULES.md"), folder.resolve("AGENTS.md"));
        assertThat(config.warnings())
                .containsExactlyInAnyOrder(
                        ignored(2, "`mode: monitor`"),
                        ignored(11, "`disposable: true`"),
                        ignored(12, "`credentials`"),
                        ignored(19, "`resolvers`"),
                        ignored(22, "`providers`"),
                        ignored(31, "`credential-purpose: off`"),
                        ignored(32, "`application`"),
                        ignored(33, "`packs`"),
                        ignored(34, "a longer `expires-after`"),
                        ignored(35, "`store`"),
                        ignored(36, "`backups`"),
                        ignored(44, "`refusals`"));
        assertThat(config.refusalsRollBack()).isFalse();
    }

    @Test
    void foundFile_cannotShowOtherPartsOfTheMachine() throws IOException {
        Path outside = Files.createTempFile("outside", ".md");
        Files.writeString(outside, "Never delete volumes.\n");
        Files.createSymbolicLink(folder.resolve("link.md"), outside);
        String text = "version: 1\nrule-files: [\"" + outside + "\", link.md]\n";

        assertThat(load(text, true).rules()).hasSize(2);
        GuardConfig found = load(text, false);
        assertThat(found.rules()).isEmpty();
        assertThat(found.warnings())
                .containsExactly(
                        ignored(2, "a rule file outside this directory"),
                        ignored(2, "a rule file outside this directory"));
        Files.delete(outside);
    }

    @Test
    void shorterExpiry_ofAFoundFile_holds() throws IOException {
        assertThat(load("version: 1\napproval: {expires-after: 1m}\n", false)
                        .approval()
                        .expiry())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waiting_isNotForAFoundFileToSay() throws IOException {
        String text = "version: 1\napproval: {wait: 2m}\n";
        assertThat(load(text, true).approval().patience()).isEqualTo(Duration.ofMinutes(2));
        GuardConfig found = load(text, false);
        assertThat(found.approval().patience()).isEqualTo(Duration.ZERO);
        assertThat(found.warnings()).containsExactly(ignored(2, "`wait`"));
    }

    @Test
    void aWebhook_isNotForAFoundFileToName() throws IOException {
        String text =
                "version: 1\napproval: {webhook: {url: \"https://hooks.example.com/k3y\", secret: env:WEBHOOK}}\n";
        assertThat(load(text, true).approval().webhook()).asString().isEqualTo("Webhook[hooks.example.com]");
        GuardConfig found = load(text, false);
        assertThat(found.approval().webhook()).isNull();
        assertThat(found.warnings()).containsExactly(ignored(2, "`webhook`"));
        assertThatThrownBy(() -> load(text.replace("WEBHOOK", "SHORT"), true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("short");
    }

    @Test
    void approvers_areRead_fromAFoundFileToo() throws IOException {
        String text = "version: 1\napproval:\n  approvers:\n    - {name: alice, key: \"" + KEY
                + "\", operations: [\"stripe:*\"]}\n    - {name: bob, key: \"" + OTHER_KEY
                + "\"}\n  four-eyes: [\"railway:volumeDelete\"]\n";
        for (boolean trusted : List.of(true, false)) {
            Approvers approvers = load(text, trusted).approval().approvers();
            assertThat(approvers.all()).extracting(Approver::name).containsExactly("alice", "bob");
            assertThat(approvers.all().get(0).operations()).containsExactly(new Glob("stripe:*"));
            assertThat(approvers.fourEyes()).containsExactly(new Glob("railway:volumeDelete"));
        }
        assertThat(load("version: 1\n", true).approval().approvers().areNamed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        approvers: []                                                     | expected at least one approver
        approvers: [{name: a}]                                            | `key`
        approvers: [{name: "a`", key: KEY}]                               | a name of 1 to 100 characters
        approvers: [{name: a, key: MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK}]     | guard.yaml:2:39: expected what `guard approver` printed
        approvers: [{name: a, key: KEY}, {name: a, key: OTHER}]           | an approver of this name is already declared
        approvers: [{name: a, key: KEY}, {name: b, key: KEY}]             | another approver has this key
        approvers: [{name: a, key: KEY, operations: [delete]}]            | `provider:name`
        four-eyes: ["railway:*"]                                          | two approvers are needed
        """)
    void whatIsNoApprover_isRefused(String approval, String message) {
        String text = "version: 1\napproval: {"
                + approval.replace("KEY", "\"" + KEY + "\"").replace("OTHER", "\"" + OTHER_KEY + "\"") + "}\n";
        assertThatThrownBy(() -> load(text, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK");
    }

    @Test
    void secrets_areNotInTheTextOfAConfiguration() throws IOException {
        assertThat(load(FULL, true).toString()).doesNotContain("hunter2").contains("(secret)");
    }

    private static String ignored(int line, String what) {
        return "guard.yaml:" + line + ": " + what
                + " is ignored, this file was merely found; `guard trust` lets it loosen";
    }

    private GuardConfig load(String text, boolean trusted) throws IOException {
        Path file = folder.resolve("guard.yaml");
        Files.writeString(file, text);
        return ConfigReader.load(file, trusted, VARIABLES::get);
    }
}
