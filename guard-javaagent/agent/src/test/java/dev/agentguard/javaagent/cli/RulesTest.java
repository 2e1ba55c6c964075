package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code guard.jar rules}: what a project's rules enforce, as a user sees it. */
class RulesTest {

    private static final String INCIDENT =
            "NEVER run destructive/irreversible git commands (like push --force, hard reset, etc) unless the user"
                    + " explicitly requests them";

    @TempDir
    private Path project;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        write("AGENTS.md", "# Rules\n\n" + INCIDENT + ".\n\n- Do not send emails without asking.\n- Never guess.\n");
        write("guard.yaml", """
                version: 1
                rules:
                  - {id: no-volumes, match: {operation: "railway:volume*"}, verdict: deny, reason: volumes stay}
                  - {id: rare, match: {operation: "nobody:knows"}, verdict: ask}
                """);
    }

    @Test
    void everyRule_isListed_withWhatItStops() {
        Result result = run("rules", project.toString());

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("deny    guard.yaml:3 no-volumes  volumes stay")
                .contains("means: operation railway:volume*")
                .contains("stops, for example: railway volume delete")
                .contains("stops: no example of it is known here")
                .contains("ask     AGENTS.md:3  NEVER run destructive/irreversible git commands")
                .contains("read so: it says `git`")
                .contains("advice  AGENTS.md:6  Never guess")
                .contains("not enforced: ")
                .contains("advice only");
    }

    @Test
    void json_holdsTheSame() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(run("rules", "--json", project.toString()).out());

        assertThat(json.path("rules").get(0).path("id").asText()).isEqualTo("no-volumes");
        assertThat(json.path("rules").get(0).path("example").asText()).startsWith("railway volume delete");
        assertThat(json.path("rules").get(1).path("example").isNull()).isTrue();
        assertThat(json.path("advice").get(0).path("source").asText()).isEqualTo("AGENTS.md:6");
    }

    @Test
    void test_showsWhichRuleSpeaks_andCanExpect() {
        String dir = project.toString();
        Result forced = run("rules", "test", "--dir", dir, "git push -f origin main");
        assertThat(forced.out()).startsWith("ask   AGENTS.md:3  NEVER run").doesNotContain("no rule");
        assertThat(forced.status()).isZero();

        assertThat(run("rules", "test", "--dir", dir, "git status").out()).startsWith("no rule speaks to it");
        assertThat(run("rules", "test", "--dir", dir, "--expect", "deny", "railway volume delete --volume v")
                        .status())
                .isZero();
        Result other = run("rules", "test", "--dir", dir, "--expect", "none", "railway volume delete --volume v");
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("expected `none`, the rules say `deny`");
        assertThat(run("rules", "test", "--dir", dir, "--as", "tool", "send_email {\"to\": \"a@example.com\"}")
                        .out())
                .contains("AGENTS.md:5");
        assertThat(run(
                                "rules",
                                "test",
                                "--dir",
                                dir,
                                "--as",
                                "http",
                                "POST https://backboard.railway.com/graphql/v2"
                                        + " {\"query\":\"mutation { volumeDelete(volumeId: 1) }\"}")
                        .out())
                .contains("no-volumes")
                .contains("AGENTS.md:3");
        assertThat(run("rules", "test", "--dir", dir, "--as", "http", "DELETE x")
                        .err())
                .contains("expected a method, a URL");
        assertThat(run("rules", "test", "--dir", dir, "--expect", "maybe", "ls").err())
                .contains("expected deny, ask or none");
    }

    @Test
    void lock_showsASentenceThatChanged_asADifference() throws IOException {
        String dir = project.toString();
        assertThat(run("rules", "lock", "--check", dir).err()).contains("`rules lock` writes it");
        assertThat(run("rules", "lock", dir).out()).contains("readings are in `");
        assertThat(run("rules", "lock", "--check", dir).status()).isZero();

        write("AGENTS.md", "\n# Rules\n\n" + INCIDENT + ".\n\n- Do not send emails.\n- Never guess.\n");
        Result changed = run("rules", "lock", "--check", dir);
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("- AGENTS.md: ask: Do not send emails without asking"))
                .anyMatch(line -> line.startsWith("+ AGENTS.md: deny: Do not send emails"));

        run("rules", "lock", dir);
        assertThat(run("rules", "lock", "--check", dir).status()).isZero();
        Files.writeString(project.resolve("guard-rules.lock"), "guard-rules: 2\nreadings: []\n");
        assertThat(run("rules", "lock", "--check", dir).err())
                .contains("guard-rules.lock:1:")
                .contains("version `1`");
    }

    @Test
    void anAcceptedReading_isARuleOfItsSentence_untilThatChanges() throws IOException {
        String dir = project.toString();
        run("rules", "lock", dir);
        Path lock = project.resolve("guard-rules.lock");
        Files.writeString(lock, Files.readString(lock).replace("readings:", """
                accepted:
                # dice are guesses
                - file: AGENTS.md
                  says: Never guess
                  match: {command: dice}
                  verdict: deny
                readings:"""));
        assertThat(run("rules", dir).out())
                .contains("deny    AGENTS.md:6  Never guess")
                .contains("read so: accepted in guard-rules.lock:5")
                .contains("means: command dice");
        assertThat(run("rules", "test", "--dir", dir, "--expect", "deny", "dice 6")
                        .status())
                .isZero();

        run("rules", "lock", dir);
        assertThat(Files.readString(lock)).contains("# dice are guesses").doesNotContain("advice");
        assertThat(run("rules", "lock", "--check", dir).status()).isZero();

        write("AGENTS.md", "# Rules\n\n" + INCIDENT + ".\n\n- Do not send emails without asking.\n- Never guess so.\n");
        Result changed = run("rules", "lock", "--check", dir);
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.out())
                .contains("guard-rules.lock:5: Never guess: expected this sentence in `AGENTS.md`, found"
                        + " `Never guess so` in AGENTS.md:6, so the accepted reading is not applied");
        assertThat(run("rules", dir).out())
                .contains("advice  guard-rules.lock:5  Never guess")
                .contains("ask     AGENTS.md:5");
        run("rules", "lock", dir);
        assertThat(Files.readString(lock)).contains("# dice are guesses");
    }

    @Test
    void whatIsNoProject_isSaid() {
        assertThat(run("rules", project.resolve("nowhere").toString()).err()).contains("is not a directory");
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = GuardCommand.commandLine(new ByteArrayInputStream(new byte[0]))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }
}
