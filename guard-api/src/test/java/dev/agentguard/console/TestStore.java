package dev.agentguard.console;

import dev.agentguard.KillSwitch;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalSubject;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Consumption;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A store that a guarded process and a console share. */
record TestStore(Path directory, Approvers approvers) {

    Console console(int port) throws IOException {
        Explainer explainer = (kind, text) -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("there is nothing to explain");
            }
            return kind + " would be held: " + text;
        };
        return Console.start(
                new ConsoleSettings(directory, approvers, explainer, new StoreSwitch(), Clock.systemUTC(), port));
    }

    Freezes freezes() {
        return new Freezes(directory, Clock.systemUTC(), approvers);
    }

    /** The kill switch as the command line gives it to the console. */
    private final class StoreSwitch implements Freezing {
        private final KillSwitch killSwitch = KillSwitch.of(GuardConfig.none(), directory);

        @Override
        public Freezes state() {
            return killSwitch.state();
        }

        @Override
        public Frozen freeze(FreezeScope scope, String by, String reason) throws FreezeException {
            return killSwitch.freeze(scope, by, reason, null);
        }

        @Override
        public List<Frozen> thaw(FreezeScope scope, String by) throws FreezeException {
            return killSwitch.thaw(scope, by, null);
        }
    }

    Approvals guarded() {
        return new Approvals(directory, Clock.systemUTC(), Duration.ofMinutes(15), approvers);
    }

    ApprovalRequest held(String name) throws ApprovalException {
        return guarded().request(subject(name));
    }

    /** What the guarded process finds when the agent tries again. */
    Consumption again(String name) throws ApprovalException {
        return guarded().consume(subject(name).digest());
    }

    private static ApprovalSubject subject(String name) {
        return new ApprovalSubject(
                Map.of("action", Map.of("volume", name)),
                List.of(new ApprovalTarget("railway:volumeDelete", "railway:volume " + name + " in production")),
                "agent-7",
                name,
                List.of("POST https://backboard.railway.app/graphql/v2", "nothing would survive " + name),
                List.of("`railway:volumeDelete` cannot be undone"));
    }
}
