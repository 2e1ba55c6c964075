package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.FaultServer.Asked;
import dev.agentguard.FaultServer.Fault;
import dev.agentguard.action.Action;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What holds for every live resolver, seen from outside with real sockets: a service that fails in any way leaves what cannot
 * be undone refused, reads untouched, its secret unseen, and is complained of once.
 */
abstract class ResolverFaultContract {

    static final String SECRET = "guards-own-secret-0123456789";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    FaultServer server;

    /** A guard.yaml without its version, for a service at an address, a secret in {@code secret.txt} and a limit of 2 s. */
    abstract String config(String endpoint);

    /** What a service that works answers. */
    abstract String answer(Asked request);

    /** What destroys something in {@code staging}, where the agent works. */
    abstract Action destroying();

    /** What reads there. */
    abstract Action reading();

    /** How many of the last requests ask for something that the place does not depend on. */
    int requestsBesideTheQuestion() {
        return 0;
    }

    @BeforeEach
    final void start() throws IOException {
        Files.writeString(directory.resolve("secret.txt"), SECRET + "\n");
        server = new FaultServer(this::answer);
        CapturedLog.clear();
    }

    @AfterEach
    final void stop() throws IOException {
        server.close();
    }

    final Guard guard() throws IOException {
        return guard("http://127.0.0.1:" + server.port());
    }

    final Guard guard(String endpoint) throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n" + config(endpoint));
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    static String words(Verdict verdict) {
        Decision decision = verdict.decision();
        List<String> rules = decision.reasons().stream().map(Reason::rule).toList();
        return decision.getClass().getSimpleName() + " "
                + rules.stream()
                        .filter(rule -> rule.startsWith("scope."))
                        .findFirst()
                        .orElse("none");
    }

    final Verdict check(Guard guard, Action action) {
        return guard.check(action, new CallContext("s", Origin.WIRE_IN_TOOL));
    }

    private void assertHeld(Guard guard) {
        long start = System.nanoTime();
        Verdict verdict = check(guard, destroying());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(5));
        assertThat(words(verdict)).isEqualTo("Deny scope.unknown");
        assertThat(verdict.message()).doesNotContain(SECRET);
        int asked = server.asked.size();
        assertThat(words(check(guard, reading()))).startsWith("Allow");
        assertThat(server.asked).hasSize(asked);
    }

    @Test
    void service_that_works_says_where_it_is() throws IOException {
        try (Guard guard = guard()) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Ask none");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void service_that_fails_holds_what_destroys_and_no_read(Fault fault) throws IOException {
        try (Guard guard = guard();
                FaultServer elsewhere = new FaultServer(this::answer)) {
            server.redirectTo = "http://127.0.0.1:" + elsewhere.port() + "/";
            server.fault = fault;
            assertHeld(guard);
            assertThat(elsewhere.asked).isEmpty();
        }
        assertThat(CapturedLog.lines()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "HALF_A_BODY", "STATUS_500", "MALFORMED"})
    void service_that_fails_behind_the_first_request_holds_too(Fault fault) throws IOException {
        try (Guard guard = guard()) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Ask none");
            int requests = server.asked.size() / 2; // once and, before a human is asked, once more
            server.asked.clear();
            server.fault = fault;
            server.from = requests - 1 - requestsBesideTheQuestion();
            try (Guard another = guard()) {
                assertHeld(another);
            }
        }
    }

    @Test
    void nobody_listening_holds() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Guard guard = guard("http://127.0.0.1:" + port)) {
            assertHeld(guard);
        }
    }

    @Test
    void server_without_encryption_where_it_was_expected_holds() throws IOException {
        try (Guard guard = guard("https://127.0.0.1:" + server.port())) {
            assertHeld(guard);
        }
        assertThat(server.asked).isEmpty();
    }

    @Test
    void failures_are_complained_of_once_and_nobody_is_asked_again_for_a_while() throws IOException {
        server.fault = Fault.STATUS_500;
        try (Guard guard = guard()) {
            for (int i = 0; i < 8; i++) {
                assertThat(words(check(guard, destroying()))).isEqualTo("Deny scope.unknown");
            }
            int asked = server.asked.size();
            assertThat(asked).isLessThanOrEqualTo(8); // four look-ups, each of which sends its request once more
            server.fault = Fault.NONE;
            Verdict paused = check(guard, destroying());
            assertThat(words(paused)).isEqualTo("Deny scope.unknown");
            assertThat(paused.message()).contains("is paused after repeated failures");
            assertThat(server.asked).hasSize(asked);
        }
        assertThat(CapturedLog.lines().split("are paused for", -1)).hasSize(2);
    }
}
