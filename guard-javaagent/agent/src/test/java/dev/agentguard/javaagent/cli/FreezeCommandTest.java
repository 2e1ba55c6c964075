package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch from the command line, seen by a guarded program. */
class FreezeCommandTest {

    private static final CallContext SESSION = new CallContext("assistant#1", Origin.TOOL);

    @TempDir
    private Path directory;

    private Path config;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n");
    }

    private Result run(String typed, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
        int status = GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Result(status, out.toString(), err.toString());
    }

    private static boolean reads(Guard guard, CallContext context) {
        HttpCall read = new HttpCall("GET", "https://api.example.com/orders", Map.of(), Body.empty());
        return guard.check(read, context).proceeds();
    }

    @Test
    void aFreezeStopsARunningGuardWithinASecond_andAHumanThawsIt() throws Exception {
        try (Guard guard =
                Guard.builder().config(GuardConfig.load(config, true)).build()) {
            assertThat(run("", "frozen").out()).contains("nothing is frozen");
            assertThat(reads(guard, SESSION)).isTrue();
            Result frozen = run("", "freeze", "--session", "assistant#1", "--reason", "odd", "--for", "PT1H");
            assertThat(frozen.status()).as(frozen.err()).isZero();
            assertThat(frozen.out()).contains("session `assistant#1` was frozen by", ": odd", "thaw --session");
            long start = System.nanoTime();
            while (reads(guard, SESSION)) {
                assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
                Thread.sleep(10);
            }
            assertThat(run("", "frozen").out()).contains("odd");

            assertThat(run("assistant#2\n", "thaw", "--session", "assistant#1").err())
                    .contains("not its name");
            assertThat(reads(guard, SESSION)).isFalse();
            Result thawed = run("assistant#1\n", "thaw", "--session", "assistant#1");
            assertThat(thawed.status()).as(thawed.err()).isZero();
            assertThat(thawed.out()).contains("is thawed", "not agent-proof");
            Thread.sleep(300);
            assertThat(reads(guard, SESSION)).isTrue();
            assertThat(run("all\n", "thaw", "--all").err()).contains("everything is not frozen by itself");
        }
        assertThat(run("", "audit", "verify").out()).contains("the record is intact");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(run("", "freeze").status()).isEqualTo(2);
        assertThat(run("", "freeze", "--all", "--session", "s").status()).isEqualTo(2);
        assertThat(run("", "freeze", "--all", "--for", "tomorrow").err()).contains("`tomorrow`");
        assertThat(run("", "freeze", "--session", " ").err()).contains("1 to 500 characters");
        assertThat(run("", "thaw").status()).isEqualTo(2);
        assertThat(run("", "break-glass", "--session", "s", "--for", "15m").status())
                .isEqualTo(2);
        assertThat(run("", "break-glass", "--session", "s", "--for", "15m", "--reason", "x")
                        .err())
                .contains("only an approver");
    }

    @Test
    void whereApproversAreNamed_theirKeyThawsAndBreaksTheGlass() throws Exception {
        Path key = directory.resolve("dana.key");
        Files.writeString(config, "version: 1\n" + approver(key));
        String[] signed = {"--as", "dana", "--key", key.toString()};

        assertThat(run("", "freeze", "--all").status()).isZero();
        assertThat(run("all\n", "thaw", "--all").err()).contains("only `dana` may do this");
        Result glass = run(
                "a long passphrase\n",
                with(signed, "break-glass", "--session", "s", "--for", "PT15M", "--reason", "fire"));
        assertThat(glass.status()).as(glass.err()).isZero();
        assertThat(glass.out()).contains("`dana` broke the glass for session `s`", "fire");
        assertThat(run("", "frozen").out()).contains("everything was frozen", "broke the glass");
        Result thawed = run("all\na long passphrase\n", with(signed, "thaw", "--all"));
        assertThat(thawed.status()).as(thawed.err()).isZero();
        assertThat(thawed.out()).contains("everything is thawed").doesNotContain("agent-proof");
    }

    private static String[] with(String[] more, String... words) {
        return Stream.concat(Stream.of(words), List.of(more).stream()).toArray(String[]::new);
    }

    private static String approver(Path key) {
        StringWriter out = new StringWriter();
        String typed = "a long passphrase\na long passphrase\n";
        GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(out, true))
                .execute("approver", "dana", "--key", key.toString());
        return out.toString().substring(out.toString().indexOf("approval:"));
    }

    @Test
    void hostileTextStaysOnItsLine() {
        run("", "freeze", "--session", "s\u202ex", "--reason", "a\u001b[2J\nb");
        assertThat(run("", "frozen").out()).contains("session `s x`").doesNotContain("\u001b", "\u202e");
    }
}
