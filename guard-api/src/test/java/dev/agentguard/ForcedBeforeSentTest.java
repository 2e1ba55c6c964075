package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.audit.WatchedRecord;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that lets an irreversible action through is on disk before the first byte of its request is sent. */
class ForcedBeforeSentTest {

    private static final CallContext CONTEXT = new CallContext("s", Origin.WIRE_IN_TOOL);

    @TempDir
    Path home;

    @Test
    void the_line_is_forced_before_the_first_byte() throws Exception {
        WatchedRecord record = new WatchedRecord(home.resolve(".guard"));
        GuardConfig config = GuardConfig.load(Files.writeString(home.resolve("guard.yaml"), "version: 1"), true);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Guard guard = new Guard(Parts.of(config, false, null, Clock.systemUTC(), record.log()))) {
            HttpCall delete = new HttpCall(
                    "POST",
                    "https://backboard.railway.app/graphql/v2",
                    Map.of(),
                    Body.of("{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}"));
            approve(guard.check(delete, CONTEXT));
            long before = record.forced();
            CompletableFuture<long[]> atFirstByte = CompletableFuture.supplyAsync(() -> firstByte(server, record));

            guard.run(delete, CONTEXT, () -> send(server));

            long[] seen = atFirstByte.get(30, TimeUnit.SECONDS);
            assertThat(seen[0]).as("bytes forced when the first byte arrived").isGreaterThan(before);
            assertThat(seen[0]).as("all that was written was forced").isEqualTo(seen[1]);
        }
        String lines = lines();
        assertThat(lines).contains("\"proceeds\":true", "SUCCEEDED");
    }

    private static long[] firstByte(ServerSocket server, WatchedRecord record) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            assertThat(in.read()).isEqualTo('P');
            long[] seen = {record.forced(), record.written()};
            socket.getOutputStream().write('.');
            return seen;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Integer send(ServerSocket server) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.getOutputStream().write("POST /graphql/v2 HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        }
    }

    private void approve(Verdict held) throws Exception {
        Approvals approvals = new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
        ApprovalRequest request = approvals.find(String.valueOf(held.approvalId()));
        assertThat(request).isNotNull();
        assertThat(approvals.approve(request, "v1", "a human").accepted()).isTrue();
    }

    private String lines() throws Exception {
        try (var files = Files.list(home.resolve(".guard"))) {
            List<Path> records =
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList();
            assertThat(records).hasSize(1);
            return Files.readString(records.get(0));
        }
    }
}
