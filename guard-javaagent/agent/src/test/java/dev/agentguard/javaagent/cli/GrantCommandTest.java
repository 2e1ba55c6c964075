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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grants from the command line, used by a guarded program. */
class GrantCommandTest {

    private static final String[] GRANT = {
        "grant", "--operation", "railway:volumeDelete", "--resource", "railway:volume v1", "--environment", "staging"
    };

    @TempDir
    private Path directory;

    private Path config;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("guard.yaml"), """
            version: 1
            agent: {environments: [staging]}
            environments: {staging: {resources: {"railway:volume": [v1]}}}
            """);
    }

    private Result run(String typed, String[] command, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.of(Stream.of(command), Stream.of(more), Stream.of("--config", config.toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
        int status = GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Result(status, out.toString(), err.toString());
    }

    private boolean deletes() {
        HttpCall call = new HttpCall(
                "POST",
                "https://backboard.railway.com/graphql/v2",
                Map.of("Content-Type", List.of("application/json")),
                Body.of("{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}"
                        .getBytes(StandardCharsets.UTF_8)));
        try (Guard guard =
                Guard.builder().config(GuardConfig.load(config, true)).build()) {
            return guard.check(call, new CallContext("s", Origin.WIRE_IN_TOOL)).proceeds();
        }
    }

    @Test
    void aGrantIsTypedListedUsedAndTakenBack() {
        String[] list = {"grant"};
        assertThat(run("", list).out()).contains("nothing is granted");
        assertThat(run("railway:volume v2\n", GRANT).err()).contains("that is not its name, so nothing is granted");
        assertThat(deletes()).isFalse();

        Result granted = run("railway:volume v1\n", GRANT, "--count", "2", "--for", "1h");
        assertThat(granted.status()).as(granted.err()).isZero();
        assertThat(granted.out()).contains("2 × `railway:volumedelete` on `railway:volume v1` in `staging`");
        assertThat(deletes()).isTrue();
        assertThat(run("", list).out()).contains(", 1 left");

        String id = run("", list).out().substring(0, 10);
        assertThat(run("", list, "--revoke", id).out()).contains("is taken back");
        assertThat(run("", list, "--revoke", id).status()).isEqualTo(GuardCommand.FAILED);
        assertThat(deletes()).isFalse();
    }

    @Test
    void whatIsNoGrantIsSaid() {
        assertThat(run("", new String[] {"grant", "--operation", "railway:*"}).err())
                .contains("`--resource` and `--environment`");
        assertThat(run("railway:volume v1\n", GRANT, "--count", "0").err()).contains("1 to 1000 actions");
        assertThat(run("railway:volume v1\n", GRANT, "--for", "P31D").err()).contains("at most 30 days");
        assertThat(run("railway:volume v1\n", GRANT, "--for", "soon").err()).contains("expected a time such as");
    }
}
