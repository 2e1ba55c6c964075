package dev.agentguard.examples.pocketos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnguardedTest {

    @Test
    void withoutGuard_dataAndBackupsAreGone() {
        try (Scene scene = Scene.ofTheIncident(GuardFile.everything(), null)) {
            Run run = Run.of(scene, Protection.NONE);

            assertThat(run.left()).isEqualTo(new Run.Left(0, 0, 0));
            assertThat(run.arrived()).isEqualTo(1);
            assertThat(run.attempts()).containsExactly("result {\"data\":{\"volumeDelete\":true}}");
            assertThat(run.seconds()).isNotNull().isPositive();
            assertThat(String.join("\n", run.transcript())).doesNotContain(scene.secrets());
        }
    }

    @Test
    void theReplaysFirstScene_isFine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = Replay.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), Set.of("unguarded"), GuardFile.everything());

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("what is left: nothing", "the volume exists: false");
        assertThat(status).isZero();
    }
}
