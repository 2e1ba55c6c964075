package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.Mode;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementListenerTest {

    @TempDir
    Path folder;

    private final List<Judgement> judgements = new ArrayList<>();

    @Test
    void everyJudgementIsTold_readsToo() {
        try (Guard guard = guard(folder, judgements::add)) {
            guard.check(call("IRREVERSIBLE"), context());
            guard.check(call("READ_ONLY"), context());
        }
        assertThat(judgements).hasSize(2);
        assertThat(judgements.get(0).reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(judgements.get(0).verdict().decision()).isInstanceOf(Decision.Ask.class);
        assertThat(judgements.get(0).took()).isPositive();
        assertThat(judgements.get(1).reversibility()).isEqualTo(Reversibility.READ_ONLY);
        assertThat(judgements.get(1).verdict().proceeds()).isTrue();
    }

    @Test
    void aListenerThatFails_changesNoVerdictAndKeepsNobodyElseFromBeingTold() {
        JudgementListener broken = judgement -> {
            throw new IllegalStateException("broken");
        };
        try (Guard guard = Guard.builder()
                .config(GuardConfig.none().withStore(folder))
                .listener(broken)
                .listener(judgements::add)
                .build()) {
            assertThat(guard.check(call("READ_ONLY"), context()).proceeds()).isTrue();
            assertThat(guard.check(call("IRREVERSIBLE"), context()).proceeds()).isFalse();
        }
        assertThat(judgements).hasSize(2);
    }

    @Test
    void status_countsWhatWaitsAndSaysWhereItIsSetUp() {
        try (Guard guard = guard(folder.resolve("store"), judgements::add)) {
            assertThat(guard.status())
                    .isEqualTo(new GuardStatus(
                            Mode.ENFORCE, "no guard.yaml", false, 0, 0, 0, List.of(), List.of(), List.of()));
            guard.check(call("IRREVERSIBLE"), context());
            assertThat(guard.status().pendingApprovals()).isEqualTo(1);
        }
    }

    @Test
    void status_saysThatTheStoreCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (Guard guard = guard(file.resolve("store"), judgements::add)) {
            assertThat(guard.status().problems())
                    .anyMatch(problem -> problem.startsWith("the store `") && problem.contains("cannot be written"));
        }
    }

    private static Guard guard(Path store, JudgementListener listener) {
        return Guard.builder()
                .config(GuardConfig.none().withStore(store))
                .listener(listener)
                .build();
    }

    private static ToolCall call(String reversibility) {
        return new ToolCall("doIt", "", Map.of(), new ToolDeclaration(reversibility, "", false, List.of()));
    }

    private static CallContext context() {
        return new CallContext("session", Origin.TOOL);
    }
}
