package dev.agentguard.examples.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentReplayTest {

    @TempDir
    Path directory;

    static List<Incident> incidents() throws IOException {
        return Incident.all();
    }

    @Test
    void atLeastTwentyRowsAreReplayed() throws IOException {
        assertThat(incidents().stream().map(Incident::id).distinct()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void theOneCheckThatIsOnStopsIt(Incident incident) throws IOException {
        Verdict verdict = IncidentReplay.judge(incident, incident.action(), directory);
        assertThat(verdict.decision().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .as(verdict.message())
                .isEqualTo(incident.verdict());
        assertThat(verdict.decision().reasons().get(0).rule()).startsWith(incident.rule());
        assertThat(verdict.proceeds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void itsHarmlessTwinPasses(Incident incident) throws IOException {
        Verdict verdict = IncidentReplay.judge(incident, incident.twin(), directory);
        assertThat(verdict.proceeds()).as(verdict.message()).isTrue();
    }
}
