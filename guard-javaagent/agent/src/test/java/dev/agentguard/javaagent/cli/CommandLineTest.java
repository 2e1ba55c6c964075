package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    private static final String VOLUME = "3d2c42fb-5a1b-4c5e-9f0a-000000000001";
    private static final String URL = "https://backboard.railway.com/graphql/v2";
    private static final String TOKEN = "0f5fd2a1-secret-token-7d12";

    @TempDir
    private Path directory;

    private Path config;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                directory.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "version: 1",
                        "agent:",
                        "  environments: [staging]",
                        "environments:",
                        "  staging:",
                        "    resources: {\"railway:volume\": [" + VOLUME + "]}",
                        "  production: {protected: true}",
                        ""));
    }

    @Test
    void explain_printsEffectsFactsAndReasons_withoutTheSecret() {
        Result result = explain("--config", config.toString());
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("railway:volumeDelete", VOLUME, "IRREVERSIBLE", "decision ASK", "body.query 1:12", "staging")
                .doesNotContain(TOKEN);
    }

    @Test
    void explain_json_isReadable_andHasNoSecret() throws IOException {
        Result result = explain("--config", config.toString(), "--json");
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("decision").asText()).isEqualTo("ask");
        assertThat(json.path("effects").path(0).path("operation").asText()).isEqualTo("railway:volumeDelete");
        assertThat(json.path("effects")
                        .path(0)
                        .path("location")
                        .path("proven")
                        .path(0)
                        .asText())
                .isEqualTo("staging");
        assertThat(json.path("reasons")).isNotEmpty();
        assertThat(result.out()).doesNotContain(TOKEN);
    }

    @Test
    void explain_wrongUse_isSaidOnce() {
        assertThat(run("", "explain").status()).isEqualTo(2);
        Result header = run("", "explain", "--url", URL, "--header", "nothing");
        assertThat(header.status()).isEqualTo(1);
        assertThat(header.err()).contains("`Name: value`").doesNotContain("\tat ");
        Result missing = run("", "explain", "--url", URL, "--config", "nowhere.yaml");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("`nowhere.yaml`").doesNotContain("\tat ");
    }

    @Test
    void approve_withTheTypedName_letsTheSameRequestPassOnce() {
        try (Guard guard = guard()) {
            String id = held(guard);
            assertThat(approve("", "").out()).contains(id, VOLUME);
            Result wrong = approve("another-volume\n", id);
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.out()).contains("wrong name");
            assertThat(check(guard).proceeds()).isFalse();
            Result right = approve(VOLUME + "\n", id);
            assertThat(right.status()).isZero();
            assertThat(right.out()).contains("railway:volumeDelete", "is approved");
            Verdict verdict = check(guard);
            assertThat(verdict.proceeds()).isTrue();
            guard.completed(verdict, Outcome.SUCCEEDED);
            assertThat(check(guard).proceeds()).isFalse();
        }
    }

    @Test
    void approve_reject_keepsItRefused() {
        try (Guard guard = guard()) {
            String id = held(guard);
            Result rejected = approve("", id, "--reject", "--reason", "not today");
            assertThat(rejected.status()).isZero();
            assertThat(check(guard).message()).contains("not today");
        }
    }

    @Test
    void approve_nothingTypedOrUnknown_changesNothing() {
        try (Guard guard = guard()) {
            String id = held(guard);
            assertThat(approve("", id).status()).isEqualTo(1);
            assertThat(approve("x\n", "zzzzzzzzzz").err()).contains("no open request");
            assertThat(approve("", "").out()).contains(id);
        }
    }

    @Test
    void explain_hostileText_staysOnItsLine() {
        String[] request = {
            "explain", "--config", config.toString(), "--url", "http://h/\u001b[2Jx\u202ey", "--method", "P\nQ"
        };
        assertThat(run("", request).out())
                .contains("P\\u{a}Q http://h/\\u{1b}[2Jx\\u{202e}y")
                .doesNotContain("\u001b", "\u202e", "\nQ");
    }

    @Test
    void auditVerify_directoryWithoutARecord_isNotIntact() throws IOException {
        Result result = run(
                "",
                "audit",
                "verify",
                Files.createDirectory(directory.resolve("empty")).toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("there is no record in");
    }

    @Test
    void auditVerify_tellsAnIntactRecordFromAChangedOne() throws IOException {
        try (Guard guard = guard()) {
            held(guard);
        }
        Result intact = run("", "audit", "verify", "--config", config.toString());
        assertThat(intact.status()).isZero();
        assertThat(intact.out()).contains("the record is intact", "1 checkpoint is signed by ed25519:");
        String key = intact.out()
                .substring(intact.out().indexOf("ed25519:"))
                .lines()
                .findFirst()
                .orElseThrow();
        String[] withKey = {"audit", "verify", "--config", config.toString(), "--key"};
        assertThat(run("", with(withKey, key)).status()).isZero();
        assertThat(run("", with(withKey, "ed25519:AAAA")).out()).contains("not signed by the key that was given");
        assertThat(run("", with(withKey, "ed25519:AAAA")).status()).isEqualTo(1);
        Result export = run("", "audit", "export", "--config", config.toString(), "--from", "2020-01-01");
        assertThat(export.status()).as(export.err()).isZero();
        Path exported = Files.writeString(directory.resolve("export"), export.out());
        String[] check = {"audit", "check", exported.toString(), "--key"};
        assertThat(run("", with(check, key)).out()).contains("3 lines hold, checkpoints cover 3");
        assertThat(run("", with(check, "ed25519:AAAA")).status()).isEqualTo(1);
        Files.writeString(exported, export.out().replace("\"IRREVERSIBLE\"", "\"READ_ONLY\""));
        assertThat(run("", with(check, key)).out()).contains("the export is broken: line 2");
        String[] ocsf = {"audit", "export", "--config", config.toString(), "--format"};
        assertThat(run("", with(ocsf, "ocsf")).out()).contains("\"class_uid\":6003");
        assertThat(run("", with(ocsf, "csv")).status()).isEqualTo(2);
        String[] prune = {"audit", "prune", "--config", config.toString(), "--keep"};
        assertThat(run("no\n", with(prune, "P200D")).err()).contains("nothing was removed");
        assertThat(run("prune\n", with(prune, "P1D")).err()).contains("184 days at least");
        assertThat(run("prune\n", with(prune, "P200D")).out()).contains("0 files were removed");
        Path file;
        try (var files = Files.walk(directory)) {
            file = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replace("\"IRREVERSIBLE\"", "\"READ_ONLY\""));
        Result changed = run("", "audit", "verify", file.toString());
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.out()).contains("the record is broken", file.getFileName() + ":2");
        assertThat(run("", "audit", "verify", directory.resolve("nowhere").toString())
                        .status())
                .isEqualTo(1);
    }

    @Test
    void trust_pinsWhatIsThereNow_butNothingBroken() throws IOException {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", directory.toString());
        try {
            assertThat(run("", "trust", config.toString()).out()).startsWith("trusted as it is now: ");
            assertThat(Files.readString(directory.resolve(".guard/trusted"))).contains("guard.yaml");
            Path broken = Files.writeString(directory.resolve("broken.yaml"), "version: 1\nenvs: []\n");
            Result refused = run("", "trust", broken.toString());
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("broken.yaml:2:1");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void uses_showsWhatWasUsed_andAHumanSetsItBack() throws IOException {
        Files.writeString(config, "version: 1\npermits: [{id: refunds, match: {kind: money}, amount: {1d: 80 EUR}}]\n");
        assertThat(run("", "uses", "--config", config.toString()).out())
                .contains("permit refunds", "0 of 80 EUR in 1 day");
        Path uses = Files.createDirectories(directory.resolve(".guard")).resolve("uses.jsonl");
        Files.writeString(
                uses,
                "{\"id\":\"a\",\"quota\":\"refunds\",\"session\":\"s\",\"time\":\"" + java.time.Instant.now()
                        + "\",\"resource\":\"ch_1\",\"value\":\"40\",\"measure\":\"AMOUNT\",\"currency\":\"EUR\"}\n");
        assertThat(run("", "uses", "--config", config.toString()).out()).contains("40 of 80 EUR");
        assertThat(run("no\n", "uses", "reset", "refunds", "--config", config.toString())
                        .status())
                .isEqualTo(1);
        assertThat(run("x\n", "uses", "reset", "nothing", "--config", config.toString())
                        .err())
                .contains("`nothing`");
        assertThat(run("", "uses", "--config", config.toString()).out()).contains("40 of 80 EUR");
        Result reset = run("refunds\n", "uses", "reset", "refunds", "--config", config.toString());
        assertThat(reset.status()).isZero();
        assertThat(run("", "uses", "--config", config.toString()).out()).contains("0 of 80 EUR");
    }

    @Test
    void approve_whereApproversAreNamed_needsTheirKey() throws IOException {
        Path key = directory.resolve("dana.key");
        Result differ = run("one passphrase\nanother one\n", "approver", "dana", "--key", key.toString());
        assertThat(differ.err()).contains("differ");
        assertThat(key).doesNotExist();
        Result made = run("a long passphrase\na long passphrase\n", "approver", "dana", "--key", key.toString());
        assertThat(made.status()).as(made.err()).isZero();
        String section = made.out().substring(made.out().indexOf("approval:"));
        Files.writeString(config, Files.readString(config) + section);

        try (Guard guard = guard()) {
            assertThat(guard.summary()).contains("approvals are signed by `dana`");
            String id = held(guard);
            Result nobody = approve(VOLUME + "\n", id);
            assertThat(nobody.status()).isEqualTo(1);
            assertThat(nobody.err()).contains("only `dana` may approve");
            assertThat(nobody.out()).doesNotContain("Type ");
            assertThat(check(guard).proceeds()).isFalse();

            String withKey = VOLUME + "\na long passphrase\n";
            assertThat(approve(withKey, id, "--key", key.toString()).err()).contains("`--as NAME --key FILE`");
            assertThat(approve(VOLUME + "\nwrong passphrase\n", id, "--as", "dana", "--key", key.toString())
                            .err())
                    .contains("passphrase is wrong");
            assertThat(approve(withKey, id, "--as", "eve", "--key", key.toString())
                            .out())
                    .contains("`eve`, who is no approver");
            assertThat(check(guard).proceeds()).isFalse();

            Result signed = approve(withKey, id, "--as", "dana", "--key", key.toString());
            assertThat(signed.out()).contains("is approved");
            assertThat(check(guard).proceeds()).isTrue();
            assertThat(check(guard).proceeds()).isFalse();
        }
    }

    private Result explain(String... more) {
        String[] arguments = {
            "explain",
            "--method",
            "POST",
            "--url",
            URL,
            "--header",
            "Authorization: Bearer " + TOKEN,
            "--header",
            "Content-Type: application/json",
            "--body",
            body()
        };
        return run(
                "",
                java.util.stream.Stream.of(arguments, more)
                        .flatMap(java.util.Arrays::stream)
                        .toArray(String[]::new));
    }

    private Result approve(String typed, String... more) {
        return run(
                typed,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("approve", "--config", config.toString()),
                                java.util.stream.Stream.of(more).filter(word -> !word.isEmpty()))
                        .toArray(String[]::new));
    }

    private static String[] with(String[] words, String more) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(words), java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    private static Result run(String typed, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }

    private Guard guard() {
        return Guard.builder()
                .config(GuardConfig.load(config, true))
                .wireGuarded(true)
                .build();
    }

    private static String held(Guard guard) {
        Verdict verdict = check(guard);
        assertThat(verdict.proceeds()).isFalse();
        assertThat(verdict.approvalId()).as(verdict.message()).isNotNull();
        return verdict.approvalId();
    }

    private static Verdict check(Guard guard) {
        HttpCall call = new HttpCall(
                "POST",
                URL,
                Map.of("Authorization", List.of("Bearer " + TOKEN), "Content-Type", List.of("application/json")),
                Body.of(body()));
        return guard.check(call, new CallContext("s", Origin.WIRE_IN_TOOL));
    }

    private static String body() {
        return "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + VOLUME + "\\\") }\"}";
    }
}
