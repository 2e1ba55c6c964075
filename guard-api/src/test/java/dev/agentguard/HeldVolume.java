package dev.agentguard;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A guard in a directory of its own, and the deletion of a volume, which it puts to a human. */
final class HeldVolume {

    static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);

    private final Path home;

    HeldVolume(Path home) {
        this.home = home;
    }

    Guard guard(String yaml, ApprovalChannel... channels) throws IOException {
        Path file = Files.writeString(home.resolve("guard.yaml"), yaml);
        Guard.Builder builder = Guard.builder().config(GuardConfig.load(file, true));
        List.of(channels).forEach(builder::approvalChannel);
        return builder.build();
    }

    Approvals approvals() {
        return new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
    }

    static HttpCall delete(String volume) {
        String body = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + volume + "\\\") }\"}";
        return new HttpCall(
                "POST",
                "https://backboard.railway.com/graphql/v2",
                Map.of(
                        "Content-Type",
                        List.of("application/json"),
                        "Authorization",
                        List.of("Bearer rw_9f3kQ2mZ7xT1bV8nL4cD6sH0")),
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
